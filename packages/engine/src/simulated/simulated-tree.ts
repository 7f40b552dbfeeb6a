import { mkdir } from "node:fs/promises";
import type { Artifact, ReleasePlan } from "@convoy/core";
import type { FileChange, WorkingTree } from "../ports.ts";

/** A working tree in memory: one file that the version step writes, and artifacts named after their packages. */
export class SimulatedTree implements WorkingTree {
  files: Map<string, string> = new Map([["package.json", "before"]]);
  packed = 0;
  onBuild: () => void = () => undefined;

  async mayTouch(): Promise<readonly string[]> {
    return ["package.json"];
  }

  async version(): Promise<readonly FileChange[]> {
    this.files.set("package.json", "after");
    return [{ path: "package.json", before: "before", after: "after" }];
  }

  async build(): Promise<void> {
    this.onBuild();
  }

  async edited(changes: readonly FileChange[]): Promise<readonly string[]> {
    return changes.filter(({ path, after }) => this.files.get(path) !== after).map(({ path }) => path);
  }

  async differing(): Promise<readonly string[]> {
    return [...this.files].filter(([, text]) => text !== "before").map(([path]) => path);
  }

  async pack(plan: ReleasePlan, folder: string): Promise<readonly Artifact[]> {
    await mkdir(folder, { recursive: true });
    this.packed += 1;
    return plan.releases
      .filter(({ publish }) => publish !== false)
      .map(({ name, to: version }) => ({
        name,
        version,
        path: `${folder}/${name}.tgz`,
        size: 1,
        integrity: integrityOf(name, version),
        files: ["package.json"],
        manifest: { name, version },
      }));
  }

  async restore(
    _base: string,
    paths: readonly string[],
    changes: readonly FileChange[] | null,
  ): Promise<readonly string[]> {
    const kept: string[] = [];
    for (const path of paths) {
      const written = changes?.find((change) => change.path === path)?.after;
      if (written === undefined || this.files.get(path) === written) this.files.set(path, "before");
      else if (this.files.get(path) !== "before") kept.push(path);
    }
    return kept;
  }
}

/** The hash that a simulated package packs to. */
export function integrityOf(name: string, version: string): string {
  return `sha512-${name}@${version}`;
}
