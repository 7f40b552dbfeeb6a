import type { WorkingTree } from "@convoy/engine";
import { applyVersionsInChild, pathsThatVersioningTouches, readChanges } from "@convoy/workspace";
import { packingFrom } from "./packed.ts";
import { packingOf } from "./packing.ts";
import type { Project } from "./project.ts";
import { requestOf } from "./snapshots.ts";

/**
 * The files of the project as the engine wants them. Nothing is read before it is asked for. `folder` has the tarballs
 * of a release that was packed elsewhere.
 */
export function workingTree(project: Project, folder: string | undefined): WorkingTree {
  const { host, root, read, git } = project;
  const environment = host.env;
  const packing = packingOf(project);
  return {
    async mayTouch(plan) {
      const [reading, snapshot] = [await read(), requestOf(plan)];
      return pathsThatVersioningTouches(reading, await readChanges(reading, snapshot ? { snapshot } : {}));
    },
    async version(plan, signal) {
      const snapshot = requestOf(plan);
      const planned = Object.fromEntries(plan.releases.map(({ name, to }) => [name, to]));
      const { files } = await applyVersionsInChild(
        root,
        { environment, planned, ...(snapshot && { snapshot: { ...snapshot, exact: true } }) },
        signal,
      );
      return git.tree.recordChanges(plan.commit, files);
    },
    edited: (changes) => git.tree.edited(changes),
    build: (names, signal) => packing.build(names, signal),
    pack: ({ releases, packed }, into, signal) =>
      (packed ? packingFrom(project, folder) : packing).pack(releases, into, signal),
    restore: (base, paths, changes) => git.tree.restore(base, paths, changes),
  };
}
