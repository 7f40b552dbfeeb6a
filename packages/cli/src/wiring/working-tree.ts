import type { WorkingTree } from "@convoy/engine";
import {
  applyVersionsInChild,
  pathsThatVersioningTouches,
  readChanges,
  type SnapshotRequest,
} from "@convoy/workspace";
import { packingOf } from "./packing.ts";
import type { PlanOptions } from "./plans.ts";
import type { Project } from "./project.ts";

/** The files of the project as the engine wants them. Nothing is read before it is asked for. */
export function workingTree(project: Project, options: PlanOptions): WorkingTree {
  const { host, root, read, git } = project;
  const environment = host.env;
  const packing = packingOf(project);
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
    edited: (changes) => git.tree.edited(changes),
    build: (names, signal) => packing.build(names, signal),
    pack: ({ releases }, folder, signal) => packing.pack(releases, folder, signal),
    restore: (base, paths, changes) => git.tree.restore(base, paths, changes),
  };
}

export async function snapshotOf(
  { snapshot }: PlanOptions,
  git: Pick<Project["git"], "headCommit">,
): Promise<SnapshotRequest | undefined> {
  return snapshot === undefined ? undefined : { tag: snapshot, commit: await git.headCommit() };
}
