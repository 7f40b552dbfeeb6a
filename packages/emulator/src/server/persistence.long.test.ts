import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { KilledEmulator } from "../testing/kill-rounds.ts";

const ROUNDS = 40;

test(`everything is as it was acknowledged after ${ROUNDS} kills of one folder`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-data-"));
  const emulator = new KilledEmulator(folder);
  try {
    await emulator.prepare();
    for (let round = 1; round <= ROUNDS; round += 1) await emulator.round(round, 1 + ((round * 7) % 50));
    expect(await emulator.wrong()).toEqual([]);
  } finally {
    emulator.killAll();
    rmSync(folder, { recursive: true, force: true });
  }
});
