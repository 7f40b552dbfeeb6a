import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ReleaseError } from "@convoy/core";
import type { AffectedProject, Answer, Question } from "./answer.ts";

export interface NxAffectedRequest extends Question {
  /** All that the child sees; git must be on its PATH. It runs the code of Nx plugins: no credential belongs here. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The affected projects by Nx's graph, or why there is no such graph: a workspace without Nx is no error. */
export type NxAffected =
  | { readonly kind: "affected"; readonly projects: readonly AffectedProject[] }
  | { readonly kind: "without-nx"; readonly reason: "no-nx-json" | "nx-not-installed" };

/**
 * Asks the workspace's own Nx which projects the changed files reach.
 *
 * Nx runs in a child process, one for the whole workspace, because it takes the folder that it was loaded in for
 * the workspace, reads its settings from the environment, prints to standard output, may end the process, and runs
 * the workspace's plugins; none of these may happen to a process that releases and holds a credential.
 *
 * Throws `NX_GRAPH_FAILED` when Nx cannot make its graph.
 */
export async function readNxAffected(request: NxAffectedRequest): Promise<NxAffected> {
  if (!(await exists(join(request.root, "nx.json")))) return { kind: "without-nx", reason: "no-nx-json" };
  if (!isInstalled(request.root)) return { kind: "without-nx", reason: "nx-not-installed" };
  return ask(request);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isInstalled(root: string): boolean {
  try {
    createRequire(join(root, "package.json")).resolve("nx/package.json");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return false;
    throw error;
  }
}

// Beside this file, in the sources as in what is built from them.
const CHILD = fileURLToPath(new URL(`./ask-nx.child${import.meta.url.slice(-3)}`, import.meta.url));

async function ask({ env, signal, root, base, head, files }: NxAffectedRequest): Promise<NxAffected> {
  const question: Question = { root, base, head, files };
  // A workspace without Nx does not pay for loading it.
  const { execaNode } = await import("execa");
  const result = await execaNode(CHILD, {
    cwd: root,
    env: { ...env, ...settingsOf(root) },
    extendEnv: false,
    nodeOptions: [],
    ipcInput: JSON.parse(JSON.stringify(question)),
    stdin: "ignore",
    all: true,
    maxBuffer: 16_000_000,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  return read(result, root);
}

// No daemon: it outlives us, and may answer for a moment ago. Plugins may share the child: it ends with the answer.
function settingsOf(root: string): Readonly<Record<string, string>> {
  return {
    NX_DAEMON: "false",
    NX_ISOLATE_PLUGINS: "false",
    NX_NO_CLOUD: "true",
    NX_TUI: "false",
    NX_WORKSPACE_ROOT_PATH: root,
  };
}

function read({ ipcOutput, all }: Ended, root: string): NxAffected {
  const answer = ipcOutput.at(-1) as Answer | undefined;
  if (answer?.kind === "affected") return answer;
  const said = answer?.message ?? (all ?? "").trim().split("\n").slice(-10).join("\n");
  throw new ReleaseError("NX_GRAPH_FAILED", `Nx could not make the project graph of ${root}:\n${said}`, {
    hint: "Run `npx nx show projects` there, and mend what it reports.",
  });
}

interface Ended {
  /** The messages of the child. */
  readonly ipcOutput: readonly unknown[];
  /** What it printed, to both streams. */
  readonly all?: string;
}
