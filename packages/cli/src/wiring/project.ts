import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ReleaseError, type Strategy } from "@convoy/core";
import {
  findWorkspaceRoot,
  openGit,
  readWorkspace,
  type WorkspaceGit,
  type WorkspaceReading,
} from "@convoy/workspace";
import type { CommonOptions } from "../answer.ts";
import { loadConfig } from "../config/load.ts";
import type { ConvoyConfig } from "../config/schema.ts";
import type { Host } from "../host.ts";
import { NoteRelay } from "./note-relay.ts";

/** A workspace, its settings, and the repository that it lies in. */
export interface Project {
  readonly host: Host;
  readonly root: string;
  readonly git: WorkspaceGit;
  /** What git remarks. */
  readonly notes: NoteRelay;
  /** Undefined where there is no convoy.json: enough for the verbs that ask no registry. */
  readonly config: ConvoyConfig | undefined;
  /** The packages, read once, and not before somebody asks: a release can be taken back without them. */
  readonly read: () => Promise<WorkspaceReading>;
}

export async function openProject(host: Host, options: Pick<CommonOptions, "cwd">): Promise<Project> {
  const root = await rootOf(host, options);
  const config = await loadConfig(root);
  const notes = new NoteRelay();
  const remote = config?.remote === undefined ? {} : { remote: config.remote };
  const git = await openGit(root, { env: host.env, onNote: notes.tell, ...remote });
  let reading: Promise<WorkspaceReading> | undefined;
  return { host, root, git, notes, config, read: () => (reading ??= readWorkspace(root)) };
}

/** The root of the workspace that `--cwd`, or the current folder, is in. */
export async function rootOf(host: Host, { cwd }: Pick<CommonOptions, "cwd">): Promise<string> {
  const folder = resolve(host.cwd, cwd);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return findWorkspaceRoot(folder);
  throw new ReleaseError("NO_FOLDER", `there is no folder ${folder}`, {
    hint: "`--cwd DIR` takes the workspace, or a folder in it.",
  });
}

/** How this project releases; direct where nothing is configured. */
export function strategyOf({ config }: Pick<Project, "config">): Strategy {
  return config?.target.type === "codeartifact" && config.target.staging !== undefined ? "staged" : "direct";
}

/** The settings, for the verbs that need a registry. */
export function configOf({ config, root }: Pick<Project, "config" | "root">): ConvoyConfig {
  if (config) return config;
  throw new ReleaseError("CONFIG_MISSING", `there is no convoy.json in ${root}`, {
    hint: "Run `convoy init`: it asks for the registry to publish to, and writes convoy.json.",
  });
}
