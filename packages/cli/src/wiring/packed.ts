import { join, resolve } from "node:path";
import { ReleaseError, type ReleasePlan } from "@convoy/core";
import { packPackages } from "@convoy/workspace";
import { readPackedFolder, type PackedFolder } from "../config/packed-folder.ts";
import type { Packing } from "./packing.ts";
import type { Project } from "./project.ts";

/** The folder that `--from` names; undefined where the tarballs are made here. */
export function packedFolder(
  { cwd }: Pick<Project["host"], "cwd">,
  options: { readonly cwd: string; readonly from?: string },
): string | undefined {
  return options.from === undefined ? undefined : resolve(cwd, options.cwd, options.from);
}

/**
 * The plan of a release whose tarballs were packed elsewhere. Throws `PACKED_STALE` where they were packed from another
 * commit, and `PACKED_MISSING` where one is missing.
 */
export async function planOfPacked(folder: string, plan: ReleasePlan): Promise<ReleasePlan> {
  const packed = await readPackedFolder(folder);
  if (packed.commit !== plan.commit) {
    const [there, here] = [packed.commit.slice(0, 12), plan.commit.slice(0, 12)];
    throw new ReleaseError("PACKED_STALE", `${folder} was packed from commit ${there}, and this is ${here}`, {
      hint: "Check out the commit that was packed, or pack this one.",
    });
  }
  refuseMissing(folder, packed, plan);
  return { ...plan, packed: true };
}

function refuseMissing(folder: string, { artifacts }: PackedFolder, { releases }: ReleasePlan): void {
  const there = new Set(artifacts.map(({ name, version }) => `${name}@${version}`));
  const missing = releases.map(({ name, to }) => `${name}@${to}`).filter((wanted) => !there.has(wanted));
  if (missing.length === 0) return;
  throw new ReleaseError(
    "PACKED_MISSING",
    `${folder} has no ${missing.join(", ")}, which the channel lacks`,
    {
      hint: "Pack everything that may be missing there: `convoy pack --all --out DIR`.",
    },
  );
}

/** Takes the tarballs as they were packed: their bytes are those of the list, or nothing begins. */
export function packingFrom(project: Project, folder: string | undefined): Packing {
  const { root, host, config } = project;
  return {
    build: () => Promise.resolve(),
    async pack(releases, into, signal) {
      if (folder === undefined) throw elsewhere();
      const { artifacts } = await readPackedFolder(folder);
      return packPackages({
        root,
        releases,
        folder: into,
        env: host.env,
        signal,
        allow: config?.allowFiles ?? [],
        packed: new Map(artifacts.map(({ name, file }) => [name, join(folder, file)])),
        expected: new Map(artifacts.map(({ name, integrity }) => [name, integrity])),
      });
    },
  };
}

function elsewhere(): ReleaseError {
  return new ReleaseError(
    "PACKED_ELSEWHERE",
    "the tarballs of this release were packed elsewhere, and are not at hand",
    {
      hint: "Give the folder that `convoy pack` made: `--from DIR`.",
    },
  );
}
