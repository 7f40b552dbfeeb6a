import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ASSUMPTION_ANSWERS } from "@convoy/emulator";
import { execa } from "execa";

const ROOT = join(import.meta.dirname, "../../..");

/** The registry's own tests, and releases that arrive and are taken back, by both strategies. */
const SUITES = ["packages/registry/src/codeartifact", "tools/e2e/src/release-fails.test.ts"];

/** What else the clients come upon that install what has arrived. */
const SEEN_BY_CLIENTS = /^(tarball|packument|distHashes|unsupportedStatus)/;
const INSTALLS = ["tools/e2e/src/release-arrives.test.ts", "-t", "installs and runs"];

const OTHERS = Object.entries(ASSUMPTION_ANSWERS).flatMap(([name, [, ...others]]) =>
  others.map((answer) => `${name}=${answer}`),
);

test.each(OTHERS)("Convoy's tests pass where the service is assumed to answer %s", async (assumption) => {
  const runs = SEEN_BY_CLIENTS.test(assumption) ? [SUITES, INSTALLS] : [SUITES];
  for (const args of runs) expect(await failuresOf(args, assumption)).toBe("");
});

async function failuresOf(args: readonly string[], assumption: string): Promise<string> {
  const jest = join(ROOT, "node_modules/jest/bin/jest.js");
  const options = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  const { exitCode, stderr } = await execa(process.execPath, [...options, jest, ...args], {
    cwd: ROOT,
    env: { CONVOY_ASSUME: assumption, CONVOY_LONG: "0" },
    reject: false,
  });
  return exitCode === 0 ? "" : stderr;
}
