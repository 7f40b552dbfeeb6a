const PREFIX = "commit-";

/** The id of the changeset that stands for a commit, where commits take the place of changesets. */
export function changesetOfCommit(commit: string): string {
  return `${PREFIX}${commit}`;
}

/** The commit that a changeset with this id stands for; undefined for any other. A lane may have kept it. */
export function commitOfChangeset(id: string): string | undefined {
  return /^(?:lanes\/[^/]+\/)?commit-([0-9a-f]{40,64})$/.exec(id)?.[1];
}

/** A changeset as people know it: by its id, or as `commit abc1234`. */
export function changesetInWords(id: string): string {
  const commit = commitOfChangeset(id);
  return commit === undefined ? id : `commit ${commit.slice(0, 7)}`;
}
