import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { createEmulator } from "../emulator.ts";
import { Rig } from "../testing/rig.ts";

const data = mkdtempSync(join(tmpdir(), "emulator-large-"));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Three repositories with 10,000 versions each: 500 packages of 20 versions. */
function seed(): Parameters<typeof Rig.bare>[0] {
  const versions = Array.from({ length: 20 }, (_, minor) => ({ version: `1.${minor}.0` }));
  const packages = Array.from({ length: 500 }, (_, index) => ({ name: `@acme/package-${index}`, versions }));
  const repositories = ["stage", "channel", "archive"].map((name) => ({ name, packages }));
  return { data, seed: { domains: [{ name: "acme", repositories }] } };
}

test("a folder with three repositories of 10,000 versions is open, and answers, within a second", async () => {
  (await Rig.bare(seed())).emulator.close();
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    const emulator = createEmulator({ data });
    const reply = await emulator.respond(new Request("http://x/_emulator/"));
    expect(await reply.text()).toContain(">archive</a>");
    times.push(performance.now() - start);
    emulator.close();
  }
  // The best of three: the others measure what else the machine does.
  expect(Math.min(...times)).toBeLessThan(1000);
});
