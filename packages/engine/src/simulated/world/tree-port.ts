import type { Artifact, PlannedRelease, ReleasePlan } from "@convoy/core";
import type { FileChange, WorkingTree } from "../../ports.ts";
import type { Machine, Remote } from "./machine.ts";
import type { SimulatedProcess } from "./simulated-process.ts";

/** How the packages of a story are packed. */
export interface Packing {
  /** The integrity that a package packs to this time: every packing makes other bytes, unless they are fixed. */
  integrityOf(release: PlannedRelease): string;
  /** The dependencies in the packed manifest. */
  dependenciesOf(release: PlannedRelease): Readonly<Record<string, string>>;
}

/** The files of a machine's clone as one process changes them. */
export class TreePort implements WorkingTree {
  readonly #machine: Machine;
  readonly #remote: Remote;
  readonly #process: SimulatedProcess;
  readonly #packing: Packing;

  constructor(
    {
      machine,
      remote,
      process,
    }: { readonly machine: Machine; readonly remote: Remote; readonly process: SimulatedProcess },
    packing: Packing,
  ) {
    this.#machine = machine;
    this.#remote = remote;
    this.#process = process;
    this.#packing = packing;
  }

  async mayTouch(plan: ReleasePlan): Promise<readonly string[]> {
    return plan.releases.map(manifestOf);
  }

  async version(plan: ReleasePlan): Promise<readonly FileChange[]> {
    const changes: FileChange[] = [];
    for (const release of plan.releases) {
      const path = manifestOf(release);
      await this.#process.effect(`write ${path}`, "here", () => {
        const before = this.#machine.files.get(path) ?? null;
        const after = `${release.name} at ${release.to}`;
        this.#machine.files.set(path, after);
        changes.push({ path, before, after });
      });
    }
    return changes;
  }

  async build(): Promise<void> {
    await this.#process.sleep(500);
  }

  async edited(changes: readonly FileChange[]): Promise<readonly string[]> {
    return changes
      .filter(({ path, after }) => (this.#machine.files.get(path) ?? null) !== after)
      .map(({ path }) => path);
  }

  async differing(base: string): Promise<readonly string[]> {
    const before = this.#remote.commits.filesOf(base);
    const { files } = this.#machine;
    return [...new Set([...before.keys(), ...files.keys()])].filter(
      (path) => files.get(path) !== before.get(path),
    );
  }

  async pack(plan: ReleasePlan, folder: string): Promise<readonly Artifact[]> {
    const artifacts: Artifact[] = [];
    for (const release of plan.releases) {
      const { name, to: version } = release;
      const path = `${folder}/${name}.tgz`;
      const integrity = this.#packing.integrityOf(release);
      await this.#process.effect(`pack ${name}`, "here", () => this.#machine.disk.write(path, integrity));
      const manifest = { name, version, dependencies: this.#packing.dependenciesOf(release) };
      artifacts.push({ name, version, path, size: 1, integrity, files: [], manifest });
    }
    return artifacts;
  }

  async restore(
    base: string,
    paths: readonly string[],
    changes: readonly FileChange[] | null,
  ): Promise<readonly string[]> {
    const before = this.#remote.commits.filesOf(base);
    const written = new Map((changes ?? []).map(({ path, after }) => [path, after]));
    const kept: string[] = [];
    for (const path of paths) {
      await this.#process.effect(`restore ${path}`, "here", () => {
        const now = this.#machine.files.get(path);
        const old = before.get(path);
        if (now === old) return;
        if (changes !== null && now !== written.get(path)) kept.push(path);
        else if (old === undefined) this.#machine.files.delete(path);
        else this.#machine.files.set(path, old);
      });
    }
    return kept;
  }
}

function manifestOf({ name }: PlannedRelease): string {
  return `packages/${name}/package.json`;
}
