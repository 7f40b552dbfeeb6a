import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Artifact, PackageView } from "@convoy/core";
import type { Answer, CommonOptions } from "../answer.ts";
import { writePackedFolder } from "../config/packed-folder.ts";
import type { Host } from "../host.ts";
import { lookAtAll } from "../wiring/channel.ts";
import { packingOf, refuseUnusablePacking } from "../wiring/packing.ts";
import { planFromManifests } from "../wiring/plans.ts";
import { openProject, type Project } from "../wiring/project.ts";
import { withChannel } from "../wiring/with-target.ts";

export interface PackOptions extends CommonOptions {
  readonly out: string;
  readonly all?: true;
}

/** Packs what `publish` would into a folder. */
export async function pack(host: Host, options: PackOptions): Promise<Answer> {
  const project = await openProject(host, options);
  await refuseUnusablePacking(project);
  const plan = await planFromManifests(project, options.all ? new Map() : await channelOf(project), {});
  const folder = resolve(host.cwd, options.cwd, options.out);
  await makeFolder(folder);
  const notes: string[] = [];
  project.notes.listen(({ message }) => notes.push(message));
  const artifacts = await packingOf(project).pack(plan.releases, folder, new AbortController().signal);
  await writePackedFolder(folder, plan.commit, artifacts);
  const shown = artifacts.map(({ name, version, path, size, integrity, files }) => ({
    name,
    version,
    path,
    size,
    integrity,
    files,
  }));
  return { document: { format: 1, artifacts: shown }, text: textOf(artifacts, folder, options), notes };
}

function channelOf(project: Project): Promise<ReadonlyMap<string, PackageView>> {
  return withChannel(project, async (opened) => lookAtAll(await project.read(), opened));
}

/** A new folder keeps itself out of git: `publish` afterwards wants a clean working tree. */
async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await writeFile(join(folder, ".gitignore"), "*\n");
}

function textOf(artifacts: readonly Artifact[], folder: string, { all }: Pick<PackOptions, "all">): string {
  if (artifacts.length === 0) {
    const why = all ? "there is no package to publish" : "the channel has every version";
    return `Nothing to pack: ${why}.`;
  }
  const lines = artifacts.map(
    ({ name, version, size, integrity }) => `${name}@${version}  ${size} bytes  ${integrity}`,
  );
  const tarballs = artifacts.length === 1 ? "1 tarball" : `${artifacts.length} tarballs`;
  return [...lines, `${tarballs} in ${folder}`].join("\n");
}
