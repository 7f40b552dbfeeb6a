import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { gate, tempFolder, useTempFolders } from "@convoy/testkit";
import { CUT_SHORT, openSession, type Session, type SessionOptions, type SessionState } from "./session.ts";

useTempFolders();

async function sessionIn(folder: string, more: Partial<SessionOptions> = {}): Promise<Session> {
  return openSession({ gitDirectory: folder, key: "7", isAlive: async () => true, pid: 1, ...more });
}

const failed = (why: string): SessionState => ({ packages: {}, failed: why });

test("a later process of the run finds what an earlier one has kept, and another run does not", async () => {
  const folder = await tempFolder();
  await (await sessionIn(folder)).update(async () => failed("b"));
  await (
    await sessionIn(folder, { pid: 2 })
  ).update(async (state) => {
    expect(state).toEqual(failed("b"));
    return state;
  });
  await (
    await sessionIn(folder, { key: "8" })
  ).update(async (state) => {
    expect(state).toEqual({ packages: {}, failed: null });
    return state;
  });
});

test("two processes take turns, and what was kept before the work broke off stays", async () => {
  const folder = await tempFolder();
  const work = gate();
  const first = (await sessionIn(folder)).update(async (state, keep) => {
    await keep(failed("cut short"));
    return work.pass("first").then(() => state);
  });
  await work.waiting();
  const second = (await sessionIn(folder, { pid: 2 })).update(async (state) => state);
  await work.refuse("first", new Error("broke off"));
  await expect(first).rejects.toThrow("broke off");
  expect(await second).toEqual(failed("cut short"));
});

test("when the process whose turn it was is gone, nobody waits, and nobody begins anew", async () => {
  const folder = await tempFolder();
  const session = await sessionIn(folder, { isAlive: async (pid) => pid !== 99 });
  await writeFile(join(folder, "convoy/nx/7.json.lock"), "99");
  const begun = async (): Promise<never> => Promise.reject(new Error("began anew"));
  const all = await Promise.all([session.update(begun), session.update(begun)]);
  expect(all).toEqual([failed(CUT_SHORT), failed(CUT_SHORT)]);
});
