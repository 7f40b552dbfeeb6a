import { setTimeout as passed } from "node:timers/promises";
import { expect } from "@jest/globals";
import type { OutputLine } from "@convoy/testkit";
import type { NxWorld } from "./nx-world.ts";

const LONGEST_MS = 60_000;

/** Asks until it is so. What is waited for happens in processes that tell nobody when. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not so after ${LONGEST_MS / 1000} s`);
    await passed(50);
  }
}

/** Until the registry has taken so many uploads. */
export async function untilUploaded(world: NxWorld, count: number): Promise<void> {
  await until(async () => (await world.uploads()).length >= count);
}

/** Until every release has ended; one whose process is gone is taken back, as its user is told to. */
export async function untilEnded(world: NxWorld): Promise<void> {
  await until(async () => {
    const { last } = await world.convoy(["status", "--json"]);
    const open = ((last?.["releases"] ?? []) as readonly OutputLine[]).filter(
      ({ state }) => state !== "DONE" && state !== "ABORTED",
    );
    for (const { id, next } of open)
      if (next !== null) expect(await world.convoy(["rollback", String(id)])).toMatchObject({ exitCode: 0 });
    return open.length === 0;
  });
}
