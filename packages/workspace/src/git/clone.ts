import { ReleaseError } from "@convoy/core";
import type { Environment } from "../children/environment.ts";
import { runChild, type ChildResult } from "../children/run-child.ts";
import { gitEnvironments } from "./git-environment.ts";
import { gitError } from "./git-error.ts";
import { errorCode } from "../error-code.ts";

export interface GitOptions {
  /** The user's environment; git sees an allow-list of it. */
  readonly env: Environment;
  /** More variables that a credential helper of the user needs. */
  readonly allow?: readonly string[];
  /** How long the remote may take for one answer. Default: five minutes. */
  readonly remoteTimeoutMs?: number;
  /** Ends git in the middle of whatever it does: only for what may be left half done. */
  readonly signal?: AbortSignal;
}

export interface GitCall {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** `top`: paths are relative to the repository's top folder, not to the workspace's root. */
  readonly at?: "root" | "top";
  /** `keys`: the command may sign. `remote`: it reaches the remote, within the time that is set for that. */
  readonly reach?: "keys" | "remote";
}

/** A clone, and the way to run git in it. */
export interface Clone {
  /** The workspace's root. It may be a folder inside the repository. */
  readonly root: string;
  /** The top folder of the working tree. */
  readonly top: string;
  /** From there to the root, with forward slashes: empty, or with one at its end. */
  readonly prefix: string;
  /** Where HEAD and the index are. */
  readonly gitDir: string;
  /** Where refs and objects are; another than `gitDir` in a linked worktree. */
  readonly commonDir: string;
  readonly objectFormat: "sha1" | "sha256";
  /** `Name <mail>` of who commits here, asked once. Throws where git knows none. */
  committer(): Promise<string>;
  /** Runs git and answers its output. Throws a `ReleaseError` for any exit code but 0. */
  run(args: readonly string[], call?: GitCall): Promise<string>;
  /** Runs git where another exit code is an answer too. */
  ask(args: readonly string[], call?: GitCall): Promise<ChildResult>;
}

type Ask = (args: readonly string[], call?: GitCall) => Promise<ChildResult>;

/** No hook runs, nothing is collected in the background, and no setting changes how output reads. */
const ALWAYS: readonly string[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.quotePath", "false"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["submodule.recurse", "false"],
  ["push.recurseSubmodules", "no"],
  ["i18n.commitEncoding", "UTF-8"],
  ["advice.detachedHead", "false"],
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** Throws `NOT_A_REPOSITORY` where there is none, and `GIT_MISSING` without git. */
export async function openClone(root: string, options: GitOptions): Promise<Clone> {
  const inRoot = askIn(root, options);
  const asked = ["--show-prefix", "--show-toplevel", "--git-dir", "--git-common-dir", "--show-object-format"];
  const args = ["rev-parse", "--path-format=absolute", ...asked];
  const found = await inRoot(args);
  if (found.exitCode !== 0) throw gitError(root, args, found);
  const [prefix = "", top = root, gitDir = "", commonDir = gitDir, format] = found.stdout
    .trimEnd()
    .split("\n");
  const objectFormat = format === "sha256" ? format : "sha1";
  const inTop = askIn(top, options);
  const ask: Ask = (more, call) => (call?.at === "top" ? inTop : inRoot)(more, call);
  const run: Clone["run"] = async (more, call) => {
    const result = await ask(more, call);
    if (result.exitCode === 0) return result.stdout;
    throw gitError(root, more, result);
  };
  let ident: Promise<string> | undefined;
  const committer = (): Promise<string> => (ident ??= run(["var", "GIT_COMMITTER_IDENT"]).then(withoutDate));
  return { root, top, prefix, gitDir, commonDir, objectFormat, committer, ask, run };
}

function withoutDate(ident: string): string {
  return ident.slice(0, ident.lastIndexOf(">") + 1);
}

function askIn(cwd: string, { env, allow = [], remoteTimeoutMs = 300_000, signal }: GitOptions): Ask {
  const { plain, withKeys } = gitEnvironments(env, allow);
  return async (args, { stdin, env: more, reach } = {}) => {
    const request = {
      command: "git",
      args: [...ALWAYS, ...args],
      cwd,
      env: { ...(reach === undefined ? plain : withKeys), ...more },
      ...(stdin === undefined ? {} : { stdin }),
      ...(reach === "remote" ? { timeoutMs: remoteTimeoutMs } : {}),
      ...(signal === undefined ? {} : { signal }),
    };
    return runChild(request).catch((error: unknown) => {
      if (errorCode(error) !== "ENOENT") throw error;
      throw new ReleaseError("GIT_MISSING", `git cannot be started in ${cwd}`, {
        hint: "Install git 2.38 or newer, and see that the folder exists.",
        cause: error,
      });
    });
  };
}
