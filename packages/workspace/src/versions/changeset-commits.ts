import * as changesetsGit from "@changesets/git";
import { execa } from "execa";

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
  const found = await commitsThatAdd(paths, options.cwd);
  const rest = paths.filter((path) => !found.has(path));
  const others = rest.length === 0 ? [] : await changesetsGit.getCommitsThatAddFiles(rest, options);
  for (const [index, path] of rest.entries()) found.set(path, others[index]);
  return paths.map((path) => found.get(path));
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
  const [history, shallow] = await Promise.all([
    gitIn(cwd, log),
    gitIn(cwd, ["rev-parse", "--is-shallow-repository"]),
  ]);
  // The name that a file had at this point of the walk, to the path that was asked for.
  const wanted = new Map(paths.map((path) => [path, path]));
  const found = new Map<string, string | undefined>();
  for (const commit of history.split("\0").slice(1)) {
    const [head = "", ...changes] = commit.split("\n").filter((line) => line !== "");
    const [id = "", parents = ""] = head.split(":");
    // In a shallow clone the oldest commit seems to add everything.
    const isKnown = parents !== "" || shallow.trim() === "false";
    for (const change of changes) follow(change, wanted, (path) => found.set(path, isKnown ? id : undefined));
  }
  for (const [path, id] of found) if (id === undefined) found.delete(path);
  return found;
}

function follow(change: string, wanted: Map<string, string>, add: (path: string) => void): void {
  const [status = "", from = "", to = from] = change.split("\t");
  const path = wanted.get(to);
  if (path === undefined) return;
  wanted.delete(to);
  if (status.startsWith("R")) wanted.set(from, path);
  else add(path);
}

/** The environment is that of the worker, which has been given nothing that git must not see. */
async function gitIn(cwd: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout } = await execa("git", ["-c", "core.quotePath=false", ...args], {
    cwd,
    reject: false,
  });
  return exitCode === 0 ? stdout : "";
}
