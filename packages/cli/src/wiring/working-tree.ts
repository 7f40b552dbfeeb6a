import type { Workspace } from "@convoy/core";
import type { WorkingTree } from "@convoy/engine";
import {
  applyVersionsInChild,
  buildPackages,
  packPackages,
  pathsThatVersioningTouches,
  readChanges,
  type SnapshotRequest,
} from "@convoy/workspace";
import type { PlanOptions } from "./plans.ts";
import type { Project } from "./project.ts";

/** The files of the project as the engine wants them. Nothing is read before it is asked for. */
export function workingTree({ host, root, read, git, config }: Project, options: PlanOptions): WorkingTree {
  const environment = host.env;
  const allow = config?.allowFiles ?? [];
  return {
    async mayTouch() {
      const [reading, snapshot] = await Promise.all([read(), snapshotOf(options, git)]);
      return pathsThatVersioningTouches(reading, await readChanges(reading, snapshot ? { snapshot } : {}));
    },
    async version(plan, signal) {
      const snapshot = await snapshotOf(options, git);
      const planned = Object.fromEntries(plan.releases.map(({ name, to }) => [name, to]));
      const { files } = await applyVersionsInChild(
        root,
        { environment, planned, ...(snapshot && { snapshot }) },
        signal,
      );
      return git.tree.recordChanges(plan.commit, files);
    },
    async build(names, signal) {
      await buildPackages({ root, packages: foldersOf(await read(), names), env: environment, signal });
    },
    edited: (changes) => git.tree.edited(changes),
    pack: ({ releases }, folder, signal) =>
      packPackages({ root, releases, folder, env: environment, signal, allow }),
    restore: (base, paths, changes) => git.tree.restore(base, paths, changes),
  };
}

export async function snapshotOf(
  { snapshot }: PlanOptions,
  git: Pick<Project["git"], "headCommit">,
): Promise<SnapshotRequest | undefined> {
  return snapshot === undefined ? undefined : { tag: snapshot, commit: await git.headCommit() };
}

function foldersOf(
  { packages }: Workspace,
  names: readonly string[],
): readonly { readonly name: string; readonly dir: string }[] {
  const wanted = new Set(names);
  return packages.filter(({ name }) => wanted.has(name));
}
