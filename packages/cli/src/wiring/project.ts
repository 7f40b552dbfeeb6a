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
  readonly reading: WorkspaceReading;
  readonly git: WorkspaceGit;
  /** What git remarks. */
  readonly notes: NoteRelay;
  /** Undefined where there is no convoy.json: enough for the verbs that ask no registry. */
  readonly config: ConvoyConfig | undefined;
}

export async function openProject(host: Host, options: Pick<CommonOptions, "cwd">): Promise<Project> {
  const root = await findWorkspaceRoot(resolve(host.cwd, options.cwd));
  const [config, reading] = await Promise.all([loadConfig(root), readWorkspace(root)]);
  const notes = new NoteRelay();
  const remote = config?.remote === undefined ? {} : { remote: config.remote };
  const git = await openGit(root, { env: host.env, onNote: notes.tell, ...remote });
  return { host, root, reading, git, notes, config };
}

/** How this project releases; direct where nothing is configured. */
export function strategyOf({ config }: Pick<Project, "config">): Strategy {
  return config?.target.type === "codeartifact" && config.target.staging !== undefined ? "staged" : "direct";
}

/** The settings, for the verbs that need a registry. */
export function configOf({ config, root }: Project): ConvoyConfig {
  if (config) return config;
  throw new ReleaseError("CONFIG_MISSING", `there is no convoy.json in ${root}`, {
    hint: 'It names the registry to publish to: {"target": {"type": "codeartifact", "domain": …, "region": …, "repository": …}}.',
  });
}
