import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { basename } from "node:path";
import { cloneForRehearsal, copyIgnored, linkDependencies, type RehearsalClone } from "@convoy/workspace";
import { openProject, type Project } from "../wiring/project.ts";
import { recordsFolder } from "../wiring/records.ts";
import type { RehearsalSubject } from "./subject.ts";

/** A clone of the project, and the project that it is. */
export interface ClonedProject {
  readonly clone: RehearsalClone;
  readonly project: Project;
}

export interface CloneWish extends Pick<RehearsalSubject, "verb" | "baseBranch"> {
  readonly offline: boolean;
  readonly snapshot: boolean;
  /** What git ignores comes along. */
  readonly withIgnored: boolean;
  readonly signal: AbortSignal;
}

/** Clones it into `folder`, with what a release there would find: the dependencies, and the records of other releases. */
export async function cloneProject(
  original: Project,
  folder: string,
  { offline, verb, baseBranch, snapshot, withIgnored, signal }: CloneWish,
): Promise<ClonedProject> {
  const { host, root, config } = original;
  const clone = await cloneForRehearsal(root, folder, {
    env: host.env,
    signal,
    remote: config?.remote,
    commits: verb === "release" && !snapshot,
    branch: baseBranch,
    offline,
  });
  if (withIgnored) await copyIgnored(clone, { env: host.env, signal });
  const { packages } = await original.read();
  await linkDependencies({
    from: root,
    to: clone.root,
    folders: packages.map(({ dir }) => dir),
    tops: clone.tops,
  });
  const project = await openProject({ ...host, cwd: clone.root }, { cwd: "." });
  await copyRecords(recordsFolder(original.git), recordsFolder(project.git));
  return { clone, project };
}

/** The journals, without the tarballs. */
async function copyRecords(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await cp(from, to, { recursive: true, filter: (path) => basename(path) !== "artifacts" });
}
