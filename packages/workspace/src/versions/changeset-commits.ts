import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as changesetsGit from "@changesets/git";
import { commitOfChangeset } from "@convoy/core";
import { isOwn } from "../changesets/own-changesets.ts";

const runFile = promisify(execFile);

/**
 * For each path the commit that added it, as `@changesets/git` finds it with a process a path. Here one walk through
 * the history finds them all; what it does not find, or cannot know in a shallow clone, is left to the original.
 *
 * The worker gives this to the version step of changesets in place of the original, hence its name and shape.
 */
export async function getCommitsThatAddFiles(
  paths: string[],
  options: { readonly cwd: string; readonly short?: boolean },
): Promise<(string | undefined)[]> {
  const given = new Map(paths.flatMap((path) => withoutFile(path, options.cwd)));
  const found = new Map([...(await commitsThatAdd(paths, options.cwd)), ...given]);
  const rest = paths.filter((path) => !found.has(path));
  const others = rest.length === 0 ? [] : await changesetsGit.getCommitsThatAddFiles(rest, options);
  for (const [index, path] of rest.entries()) found.set(path, others[index]);
  return paths.map((path) => found.get(path));
}

/** Changesets that no commit added: those that stand for a commit, and those that nobody wrote. */
function withoutFile(path: string, cwd: string): readonly (readonly [string, string | undefined])[] {
  const id = path.slice(".changeset/".length, -".md".length);
  if (isOwn(id)) return [[path, undefined]];
  const commit = commitOfChangeset(id);
  const isKept = id.startsWith("lanes/");
  return commit !== undefined && (isKept || !existsSync(join(cwd, path))) ? [[path, commit]] : [];
}

/** `.changeset/a.md` to the id of the newest commit that added it, under this name or one that it had before. */
async function commitsThatAdd(
  paths: readonly string[],
  cwd: string,
): Promise<Map<string, string | undefined>> {
  const log = [
    "log",
    "-M",
    "--diff-filter=ACR",
    "--name-status",
    "--format=%x00%H:%P",
    "--relative",
    "--",
    ".changeset",
  ];
  const history = await gitIn(cwd, log);
  // The name that a file had at this point of the walk, to the path that was asked for.
  const wanted = new Map(paths.map((path) => [path, path]));
  const found = new Map<string, string | undefined>();
  const fromTheFirst: string[] = [];
  for (const commit of history.split("\0").slice(1)) {
    const [head = "", ...changes] = commit.split("\n").filter((line) => line !== "");
    const [id = "", parents = ""] = head.split(":");
    for (const change of changes) {
      follow(change, wanted, (path) => {
        found.set(path, id);
        if (parents === "") fromTheFirst.push(path);
      });
    }
  }
  // In a shallow clone the oldest commit seems to add everything.
  const isUnsure = fromTheFirst.length > 0 && (await isShallow(cwd));
  if (isUnsure) for (const path of fromTheFirst) found.delete(path);
  return found;
}

async function isShallow(cwd: string): Promise<boolean> {
  return (await gitIn(cwd, ["rev-parse", "--is-shallow-repository"])).trim() !== "false";
}

function follow(change: string, wanted: Map<string, string>, add: (path: string) => void): void {
  const [status = "", from = "", to = from] = change.split("\t");
  const path = wanted.get(to);
  if (path === undefined) return;
  wanted.delete(to);
  if (status.startsWith("R")) wanted.set(from, path);
  else add(path);
}

/**
 * What git says; nothing where it cannot. The environment is that of the worker, which has been given nothing that git
 * must not see. Node's own function: a library around it would take longer to load than git takes.
 */
async function gitIn(cwd: string, args: readonly string[]): Promise<string> {
  try {
    const options = { cwd, maxBuffer: Number.POSITIVE_INFINITY };
    return (await runFile("git", ["-c", "core.quotePath=false", ...args], options)).stdout;
  } catch (error) {
    // A number is the exit code of git; anything else is why it could not be run.
    if (typeof (error as { readonly code?: unknown }).code === "number") return "";
    throw error;
  }
}
