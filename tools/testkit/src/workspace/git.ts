import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { isolatedEnv } from "../clients/isolated-env.ts";

/** Noon, so that no time zone moves it to another day. */
const FIRST_COMMIT = Date.UTC(2026, 0, 1, 12) / 1000;

/** Runs git in `folder`, without any configuration of the user or the machine, and answers its output. */
export async function git(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  // Not by a library: the tests start git thousands of times, and what one does around each start is a third of it.
  const { stdout } = await promisify(execFile)("git", args, {
    cwd: folder,
    env: {
      ...isolatedEnv(folder),
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      ...env,
    },
    maxBuffer: 64 * 2 ** 20,
  });
  return stdout.replace(/\n$/, "");
}

/** Dates for the commit number `count` of a repository: the same in every run, and a minute apart. */
export function commitDates(count: number): Record<string, string> {
  const date = `${FIRST_COMMIT + count * 60} +0000`;
  return { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
}

const SETTINGS = `
[user]
	name = Ada Example
	email = ada@example.invalid
[commit]
	gpgSign = false
[tag]
	gpgSign = false
[gc]
	auto = 0
[maintenance]
	auto = false
[core]
	autocrlf = false
[advice]
	detachedHead = false
`;

/** A repository on branch main with an identity of its own, and no signing, hooks or collecting in the background. */
export async function initRepository(
  root: string,
  options: { readonly origin?: string } = {},
): Promise<void> {
  const remote = options.origin === undefined ? "" : remoteSettings(options.origin);
  await makeGitFolder(join(root, ".git"), { bare: false, settings: SETTINGS + remote });
}

function remoteSettings(origin: string): string {
  return `[remote "origin"]
	url = ${JSON.stringify(origin)}
	fetch = +refs/heads/*:refs/remotes/origin/*
[branch "main"]
	remote = origin
	merge = refs/heads/main
`;
}

/** A bare repository for others to push to. */
export async function initBareRepository(folder: string): Promise<void> {
  await makeGitFolder(folder, { bare: true, settings: SETTINGS });
}

interface GitFolder {
  readonly bare: boolean;
  readonly settings: string;
}

/** As `git init` leaves it, without the process: of these there are hundreds in a run of the tests. */
async function makeGitFolder(folder: string, { bare, settings }: GitFolder): Promise<void> {
  const fileMode = process.platform !== "win32";
  const core = `[core]\n\trepositoryformatversion = 0\n\tfilemode = ${fileMode}\n\tbare = ${bare}\n`;
  const reflogs = bare ? "" : "\tlogallrefupdates = true\n";
  for (const part of ["objects/info", "objects/pack", "refs/heads", "refs/tags"])
    await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, "HEAD"), "ref: refs/heads/main\n");
  await writeFile(join(folder, "config"), core + reflogs + settings);
}

/** What a push of main to an origin that has nothing leaves on both sides, without the processes. */
export async function copyMainTo(root: string, origin: string): Promise<void> {
  const own = join(root, ".git");
  const head = await readFile(join(own, "refs/heads/main"), "utf8");
  await cp(join(own, "objects"), join(origin, "objects"), { recursive: true });
  await writeFile(join(origin, "refs/heads/main"), head);
  await mkdir(join(own, "refs/remotes/origin"), { recursive: true });
  await writeFile(join(own, "refs/remotes/origin/main"), head);
}
