import { openClone, type Clone, type GitOptions } from "../git/clone.ts";
import { branchRef } from "../git/refs.ts";
import type { RehearsalClone } from "./clone-for-rehearsal.ts";

const FORMAT = "--format=%(refname) at %(if)%(tree)%(then)%(tree)%(else)%(objectname)%(end)";
const LIST = ["for-each-ref", FORMAT, "refs/heads", "refs/tags", "refs/convoy/lock"];

/**
 * All in git that a release changes, in words to compare: the trees of the branches, since a revert is a new commit, the
 * tags, the lock, and what is not committed. The records of releases stay by design.
 */
export async function standingOf(
  rehearsal: RehearsalClone,
  options: GitOptions,
): Promise<ReadonlySet<string>> {
  const { tops, remote } = rehearsal;
  const clone = await openClone(tops.clone, options);
  const places = [
    { place: "in the clone", lines: await clone.run(LIST) },
    { place: `on ${remote}`, lines: remote === null ? "" : await standingThere(clone, rehearsal) },
    { place: "in the working tree", lines: await clone.run(["status", "--porcelain"]) },
  ];
  return new Set(
    places.flatMap(({ place, lines }) =>
      lines.split("\n").flatMap((line) => (line === "" ? [] : [`${line} ${place}`])),
    ),
  );
}

/** Commits of the branch that were not pushed go along with a release, and stay when it is taken back. */
async function standingThere(
  clone: Clone,
  { remoteFolder, branch, commit }: RehearsalClone,
): Promise<string> {
  const there = `--git-dir=${remoteFolder}`;
  const refs = await clone.run([there, ...LIST]);
  const ref = branchRef(branch);
  const { exitCode } = await clone.ask([there, "merge-base", "--is-ancestor", ref, commit]);
  if (exitCode !== 0) return refs;
  const tree = (await clone.run(["rev-parse", `${commit}^{tree}`])).trim();
  return [...refs.split("\n").filter((line) => !line.startsWith(`${ref} at `)), `${ref} at ${tree}`].join(
    "\n",
  );
}
