import type { ReleaseReport } from "@convoy/core";
import { resume, rollBack } from "../../release/carry-out.ts";
import { describe, type End } from "./end.ts";
import { knownReleases } from "./known-releases.ts";
import type { Machine } from "./machine.ts";
import type { Story } from "./story.ts";
import type { Spawned, Universe } from "./universe.ts";

/** The calls of the command in a story: each is a process of its own, which may die. */
export class Calls {
  processes = 0;
  readonly #universe: Universe;

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  async recover(
    id: string,
    verb: "resume" | "rollback",
    { machine, crash }: { readonly machine: Machine; readonly crash: Story["crash"] },
  ): Promise<End> {
    const spawned = this.spawn(machine, verb, crash);
    return this.run(spawned, () =>
      verb === "resume" ? resume(id, spawned.ports) : rollBack(id, spawned.ports),
    );
  }

  spawn(machine: Machine, verb: string, crash: Story["crash"]): Spawned {
    this.processes += 1;
    return this.#universe.spawn(machine, verb, crash);
  }

  async run({ process }: Spawned, work: () => Promise<ReleaseReport>): Promise<End> {
    const { timeline } = this.#universe;
    const killed = process.death.then((): End => ({ kind: "killed" }));
    const ended = work().then(
      (report): End => ({ kind: "reported", report }),
      (error: unknown): End => ({ kind: "threw", error }),
    );
    const end = await Promise.race([killed, ended]);
    timeline.tell(`${process.name} ${describe(end)}`);
    // Its process ends, and what it had still under way goes with it.
    process.kill("exits");
    return end;
  }

  /** The ids of the releases that have not ended, as the clones and the remote know them together. */
  async unfinished(): Promise<readonly string[]> {
    const records = await knownReleases(this.#universe);
    return records.filter(({ record }) => !record.ended).map(({ record }) => record.opening.id);
  }
}
