import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { refuseBeforehand } from "./refuse-beforehand.ts";

useTempFolders();

/** Asks a command that finds these, and says what it refuses with. */
async function refusal(findings: readonly object[], env: Record<string, string> = {}): Promise<unknown> {
  const root = await tempFolder();
  const bin = join(root, "convoy.cjs");
  await writeFile(bin, `console.log(JSON.stringify(${JSON.stringify({ format: 1, findings })}))`);
  return refuseBeforehand({ root, bin, env }).catch((error: unknown) => error);
}

const found = (code: string, severity = "error"): object => {
  return { code, severity, subject: "git", message: "has not ended", hint: "Run `convoy resume`." };
};

test("what would break the release is refused before any task, and a warning is not", async () => {
  expect(await refusal([found("NX_PUSH_BEFORE_TAG", "warning")])).toBeUndefined();
  expect(await refusal([found("RELEASE_UNFINISHED"), found("TARGET_UNREACHABLE")])).toMatchObject({
    code: "RELEASE_UNFINISHED",
    message: "git: has not ended\ngit: has not ended",
    hint: "Run `convoy resume`.",
  });
});

test("the daemon, whose environment is old, does not speak for the target", async () => {
  const onDaemon = { NX_DAEMON_PROCESS: "true" };
  expect(await refusal([found("TARGET_UNREACHABLE")], onDaemon)).toBeUndefined();
  expect(await refusal([found("RELEASE_UNFINISHED")], onDaemon)).toMatchObject({
    code: "RELEASE_UNFINISHED",
  });
});
