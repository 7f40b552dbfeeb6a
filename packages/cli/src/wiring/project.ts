import { resolve } from "node:path";
import { ReleaseError, type ErrorDocument, type Strategy } from "@convoy/core";
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

/** A workspace, its settings, and the repository that it lies in. */
export interface Project {
  readonly host: Host;
  readonly root: string;
  readonly reading: WorkspaceReading;
  readonly git: WorkspaceGit;
  /** Undefined where there is no convoy.json: enough for the verbs that ask no registry. */
  readonly config: ConvoyConfig | undefined;
}

export async function openProject(host: Host, options: Pick<CommonOptions, "cwd">): Promise<Project> {
  const root = await findWorkspaceRoot(resolve(host.cwd, options.cwd));
  const [config, reading] = await Promise.all([loadConfig(root), readWorkspace(root)]);
  return { host, root, reading, git: await openGitOf({ host, root, config }), config };
}

/** The repository of the project; what git remarks goes to `onNote`. */
export function openGitOf(
  { host, root, config }: Pick<Project, "host" | "root" | "config">,
  onNote: (note: ErrorDocument) => void = () => undefined,
): Promise<WorkspaceGit> {
  return openGit(root, {
    env: host.env,
    onNote,
    ...(config?.remote === undefined ? {} : { remote: config.remote }),
  });
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
