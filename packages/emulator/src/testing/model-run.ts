import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { COMMANDS } from "./model-commands.ts";
import { Model } from "./model.ts";
import { Rig } from "./rig.ts";

/** Where the emulator under test keeps things. */
export type Kept = "memory" | "a data folder";

/** Lets random commands loose on an emulator and on the model, and fails where the two differ. */
export async function expectModelled(
  kept: Kept,
  parameters: { readonly seed: number; readonly numRuns: number },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emulator-model-"));
  const run = async (commands: Iterable<fc.AsyncCommand<Model, Rig>>): Promise<void> => {
    const data = mkdtempSync(join(folder, "data-"));
    const rig = await Rig.start(kept === "memory" ? {} : { data });
    const upstreams = [{ repositoryName: "channel" }];
    await rig.control("CreateRepository", { repository: "mirror", upstreams });
    await fc.asyncModelRun(() => ({ model: new Model(), real: rig }), commands);
    rig.emulator.close();
    rmSync(data, { recursive: true });
  };
  await fc.assert(fc.asyncProperty(COMMANDS, run), parameters);
  rmSync(folder, { recursive: true });
}
