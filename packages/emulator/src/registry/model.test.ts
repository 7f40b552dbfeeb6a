import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { COMMANDS } from "../testing/model-commands.ts";
import { Model } from "../testing/model.ts";
import { Rig } from "../testing/rig.ts";

const seed = Date.now() % 2 ** 31;

test.each([
  ["memory", 60],
  ["a data folder", 20],
])(
  `versions, statuses, tags and copies in %s are those of a small model (seed ${seed})`,
  async (kind, numRuns) => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-model-"));
    const run = async (commands: Iterable<fc.AsyncCommand<Model, Rig>>): Promise<void> => {
      const rig = await Rig.start(kind === "memory" ? {} : { data: mkdtempSync(join(folder, "data-")) });
      await rig.control("CreateRepository", {
        repository: "mirror",
        upstreams: [{ repositoryName: "channel" }],
      });
      await fc.asyncModelRun(() => ({ model: new Model(), real: rig }), commands);
      rig.emulator.close();
    };
    await fc.assert(fc.asyncProperty(COMMANDS, run), { seed, numRuns });
    rmSync(folder, { recursive: true });
    expect.assertions(expect.getState().assertionCalls);
  },
);
