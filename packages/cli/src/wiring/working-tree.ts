import type { WorkingTree } from "@convoy/engine";
import { applyVersionsInChild, pathsThatVersioningTouches } from "@convoy/workspace";
import { askedBy, changesIn } from "./changes.ts";
import { packingFrom } from "./packed.ts";
import { packingOf } from "./packing.ts";
import type { Project } from "./project.ts";
import { versionOptions } from "./version-options.ts";

/**
 * The files of the project as the engine wants them. Nothing is read before it is asked for. `folder` has the tarballs
 * of a release that was packed elsewhere.
 */
export function workingTree(project: Project, folder: string | undefined): WorkingTree {
  const { root, read, git } = project;
  const packing = packingOf(project);
  return {
    async mayTouch(plan) {
      const reading = await read();
      return pathsThatVersioningTouches(reading, await changesIn(project, reading, askedBy(plan)));
    },
    async version(plan, signal) {
      const options = await versionOptions(project, plan, { exact: true });
      const { files } = await applyVersionsInChild(root, options, signal);
      return git.tree.recordChanges(plan.commit, files);
    },
    edited: (changes) => git.tree.edited(changes),
    differing: (base) => git.tree.differing(base),
    build: (names, signal) => packing.build(names, signal),
    pack: ({ releases, packed }, into, signal) =>
      (packed ? packingFrom(project, folder) : packing).pack(releases, into, signal),
    restore: (base, paths, changes) => git.tree.restore(base, paths, changes),
  };
}
