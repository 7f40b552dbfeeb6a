import { getCompileCacheDir } from "node:module";
import { stripVTControlCharacters } from "node:util";
import { ReleaseError } from "@convoy/core";
import { versionWorker } from "@convoy/workspace/programs";
import type { ReadChangesOptions } from "../changesets/read-changes.ts";
import { childEnvironment, type Environment } from "../children/environment.ts";
import { runChild, type ChildResult } from "../children/run-child.ts";
import { withLockFile, type VersionResult } from "./apply-versions.ts";
import type { VersionReply, VersionRequest } from "./version-request.ts";

export interface VersionOptions extends ReadChangesOptions {
  /** The environment of this process, of which the children see an allow-list. */
  readonly environment: Environment;
  /** Variables that the changelog module may see besides, such as a token for the code host. Never one of AWS or npm. */
  readonly expose?: readonly string[];
  /** The versions of the plan, by package. What is applied is this or, with `PLAN_STALE`, nothing. */
  readonly planned?: Readonly<Record<string, string>>;
}

const LONGEST_MS = 600_000;

/**
 * The version step in a process of its own, because the changelog modules of a workspace are code that nobody here
 * has read. Reads the changesets afresh, applies them, and brings the lock file in line. When `signal` is aborted,
 * the process and all that it started are ended; the workspace may then be half written.
 */
export async function applyVersionsInChild(
  root: string,
  options: VersionOptions,
  signal: AbortSignal,
): Promise<VersionResult> {
  const files = await changeFilesInChild(root, options, signal);
  return withLockFile(root, files, { environment: options.environment, signal });
}

/** The same without the lock file: every path that was written or removed. */
export async function changeFilesInChild(
  root: string,
  { environment, expose = [], ...asked }: VersionOptions,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const request: VersionRequest = { root, ...asked };
  const result = await runChild({
    command: process.execPath,
    args: versionWorker(),
    cwd: root,
    env: { ...childEnvironment(environment, expose), ...compileCache() },
    stdin: JSON.stringify(request),
    timeoutMs: LONGEST_MS,
    signal,
  });
  return filesIn(result);
}

/** What this process has compiled already need not be compiled again. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

function filesIn(result: ChildResult): readonly string[] {
  const reply = replyIn(result.stdout);
  if (reply?.kind === "applied") return reply.files;
  if (reply?.kind === "failed") throw ReleaseError.from(reply.error);
  const said = stripVTControlCharacters(result.stderr).trim().slice(-2000);
  const end = result.timedOut
    ? `did not end within ${LONGEST_MS / 60_000} minutes`
    : "ended without an answer";
  throw new ReleaseError("VERSION_FAILED", `The version step ${end}${said === "" ? "" : `:\n${said}`}`, {
    hint: "Look at the changelog module that .changeset/config.json names.",
  });
}

function replyIn(stdout: string): VersionReply | undefined {
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  try {
    return JSON.parse(last) as VersionReply;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
