import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ReleaseError } from "@convoy/core";
import { childEnvironment, type Environment } from "../children/environment.ts";
import { runChild, type ChildResult } from "../children/run-child.ts";
import { pinnedPnpm } from "../pnpm.ts";

/** `left`: there is a lock file of another package manager, and it was not touched. */
export type LockFileOutcome = "updated" | "unchanged" | "left";

export interface LockFileOptions {
  readonly environment: Environment;
  readonly signal?: AbortSignal | undefined;
}

/** All of it writes the lock file and nothing else, and runs no script. The user's `packageManager` pin is not followed. */
const INSTALL = [
  "install",
  "--lockfile-only",
  "--ignore-scripts",
  "--pm-on-fail=ignore",
  "--reporter=append-only",
];

/**
 * Brings `pnpm-lock.yaml` in line with the manifests. A version step changes only dependencies within the workspace,
 * for which nothing outside is needed, so it is done offline, and online only where that fails. Afterwards a frozen
 * install must accept the lock file. Throws `LOCK_FILE_FAILED` with what pnpm says.
 */
export async function updateLockFile(root: string, options: LockFileOptions): Promise<LockFileOutcome> {
  const path = join(root, "pnpm-lock.yaml");
  if (!existsSync(path)) return foreignLockFile(root) === undefined ? "unchanged" : "left";
  const before = readFileSync(path, "utf8");
  // The entries of the outside stay as they are, and were trusted when they came in.
  const offline = await pnpm(root, ["--no-frozen-lockfile", "--offline", "--trust-lockfile"], options);
  if (offline.exitCode !== 0) refuse(await pnpm(root, ["--no-frozen-lockfile"], options));
  if (readFileSync(path, "utf8") === before) return "unchanged";
  refuse(await pnpm(root, ["--frozen-lockfile", "--offline", "--trust-lockfile"], options));
  return "updated";
}

/** A lock file of another package manager, and the command that brings it in line with the manifests. */
export interface ForeignLockFile {
  readonly file: string;
  readonly command: string;
}

/** The lock file that `updateLockFile` leaves as it is; undefined where pnpm's is there, or none. */
export function foreignLockFile(root: string): ForeignLockFile | undefined {
  const isThere = (file: string): boolean => existsSync(join(root, file));
  if (isThere("pnpm-lock.yaml")) return undefined;
  const yarn = isThere(".yarnrc.yml")
    ? "yarn install --mode=update-lockfile"
    : "yarn install --ignore-scripts";
  const known: readonly ForeignLockFile[] = [
    { file: "package-lock.json", command: "npm install --package-lock-only" },
    { file: "npm-shrinkwrap.json", command: "npm install --package-lock-only" },
    { file: "yarn.lock", command: yarn },
    { file: "bun.lock", command: "bun install --lockfile-only" },
    { file: "bun.lockb", command: "bun install --lockfile-only" },
  ];
  return known.find(({ file }) => isThere(file));
}

async function pnpm(
  root: string,
  args: readonly string[],
  { environment, signal }: LockFileOptions,
): Promise<ChildResult> {
  return runChild({
    command: pinnedPnpm().path,
    args: [...INSTALL, ...args],
    cwd: root,
    env: childEnvironment(environment),
    timeoutMs: 300_000,
    ...(signal === undefined ? {} : { signal }),
  });
}

function refuse({ exitCode, stdout, stderr }: ChildResult): void {
  if (exitCode === 0) return;
  const said = stripVTControlCharacters(`${stderr}\n${stdout}`).trim().slice(0, 2000);
  throw new ReleaseError(
    "LOCK_FILE_FAILED",
    `pnpm-lock.yaml could not be brought in line with the manifests:\n${said}`,
    {
      hint: "See that `pnpm install` works here. A package of the workspace must be named with a `workspace:` range: its new version is in no registry yet.",
    },
  );
}
