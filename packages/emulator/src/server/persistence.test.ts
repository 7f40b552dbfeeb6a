import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { KilledEmulator } from "../testing/kill-rounds.ts";

test("everything that was acknowledged is there after a kill in the middle of publishing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-data-"));
  const emulator = new KilledEmulator(folder);
  try {
    await emulator.prepare();
    await emulator.round(1, 60);
    expect(emulator.acknowledged.size).toBeGreaterThanOrEqual(60);
    expect(await emulator.lost()).toEqual([]);
  } finally {
    emulator.killAll();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
