import type { NewChangeset } from "@changesets/types";
import { changesetOfCommit, ReleaseError } from "@convoy/core";
import type { CommitChange } from "../commits/changes-from-commits.ts";

/**
 * The changesets that these commits stand for, of the packages that changesets would not skip. They are in no file;
 * their ids name their commits.
 */
export function changesetsOfCommits(
  commits: readonly CommitChange[],
  skipped: ReadonlySet<string>,
): readonly NewChangeset[] {
  return commits.flatMap(({ commit, summary, bumps }) => {
    const releases = Object.entries(bumps)
      .filter(([name]) => !skipped.has(name))
      .map(([name, type]) => ({ name, type }));
    return releases.length === 0 ? [] : [{ id: changesetOfCommit(commit), summary, releases }];
  });
}

/** The changesets of commits, where there are no files: a change that had both would be told twice. */
export function insteadOf(
  files: readonly NewChangeset[],
  ofCommits: readonly NewChangeset[],
): readonly NewChangeset[] {
  const [first] = files;
  if (first === undefined) return ofCommits;
  const more = files.length === 1 ? "" : ` and ${files.length - 1} more`;
  throw new ReleaseError(
    "CHANGESETS_PRESENT",
    `there are changesets (.changeset/${first.id}.md${more}), and \`--from commits\` would pass them over`,
    { hint: "Release them first, without `--from commits`, or remove them." },
  );
}
