import { addChangeset, commitAll, packagesOf, push, type ConvoyRun } from "@convoy/testkit";
import { prepareCrash, type Crash, type PreparedCrash } from "./crash-point.ts";
import { worldOf, type Everything, type Strategy, type World } from "./world.ts";

const PACKAGES = packagesOf("codec@1.2.0 <- http <- app");
const ALL = Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const]));

/**
 * A world that lives through one crash after another: after each it must be whole or as before, and so it is good
 * for the next. That the next release works is shown by the next release.
 */
export class CrashWorld {
  readonly #world: World;
  readonly #orphans: PreparedCrash[] = [];
  #changes = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** The packages have been published once, so that there are versions and dist-tags to come back to. */
  static async open(strategy: Strategy): Promise<CrashWorld> {
    const world = await worldOf({ packages: PACKAGES }, { strategy });
    const { exitCode, stderr } = await world.convoy(["publish"]);
    if (exitCode !== 0) throw new Error(`convoy publish ended with ${exitCode}: ${stderr}`);
    return new CrashWorld(world);
  }

  /** A changeset for every package, committed and pushed. The clone is never behind, and needs no pull. */
  async change(): Promise<void> {
    const { workspace } = this.#world;
    this.#changes += 1;
    await addChangeset(workspace, { id: `change-${this.#changes}`, releases: ALL });
    await commitAll(workspace, `feat: change ${this.#changes}`);
    await push(workspace);
  }

  convoy(...args: readonly string[]): Promise<ConvoyRun> {
    return this.#world.convoy([...args, "--json"]);
  }

  /** Runs Convoy and kills it there. The run has an exit code when it did not come so far. */
  async crashing(
    crash: Crash,
    ...args: readonly string[]
  ): Promise<{ run: ConvoyRun; crash: PreparedCrash }> {
    const prepared = await prepareCrash(this.#world.workspace.root, crash);
    this.#orphans.push(prepared);
    const run = await this.#world.convoy([...args, "--json"], { env: prepared.env });
    return { run, crash: prepared };
  }

  /** All there is, once nothing is left running that a killed run started. */
  async everything(): Promise<Everything> {
    for (const crash of this.#orphans.splice(0)) await crash.orphansEnded();
    return this.#world.everything();
  }
}
