import { openClone, type GitOptions } from "../git/clone.ts";
import type { RehearsalClone } from "./clone-for-rehearsal.ts";

/**
 * All in git that a release changes, in words to compare: the trees of the branches, since a revert is a new commit, the
 * tags, the lock, and what is not committed. The records of releases stay by design.
 */
export async function standingOf(
  { tops, remote, remoteFolder }: RehearsalClone,
  options: GitOptions,
): Promise<ReadonlySet<string>> {
  const clone = await openClone(tops.clone, options);
  const format = "--format=%(refname) at %(if)%(tree)%(then)%(tree)%(else)%(objectname)%(end)";
  const list = ["for-each-ref", format, "refs/heads", "refs/tags", "refs/convoy/lock"];
  const there = remote === null ? "" : await clone.run([`--git-dir=${remoteFolder}`, ...list]);
  const lines = [
    ...(await clone.run(list)).split("\n").map((line) => `${line} in the clone`),
    ...there.split("\n").map((line) => `${line} on ${remote}`),
    ...(await clone.run(["status", "--porcelain"])).split("\n").map((line) => `${line} in the working tree`),
  ];
  return new Set(lines.filter((line) => !line.startsWith(" in the ") && !line.startsWith(" on ")));
}
