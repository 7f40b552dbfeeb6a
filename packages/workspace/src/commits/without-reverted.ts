import type { RevertedCommit } from "./parse-commit.ts";

/** As much of a commit as reverting is about. */
export interface Revertible {
  readonly id: string;
  readonly message: string;
  readonly reverts: RevertedCommit | null;
}

/**
 * The commits that still stand: a revert and what it reverts cancel each other out where both are among them. The
 * revert of something older stays, since it changes what was released; so does what a reverted revert had taken away.
 */
export function withoutReverted<T extends Revertible>(newestFirst: readonly T[]): readonly T[] {
  const gone = new Set<T>();
  for (const [at, commit] of newestFirst.entries()) {
    if (commit.reverts === null || gone.has(commit)) continue;
    const reverted = revertedBy(commit.reverts, newestFirst.slice(at + 1), gone);
    if (reverted.length === 0) continue;
    gone.add(commit);
    for (const one of reverted) gone.add(one);
  }
  return newestFirst.filter((commit) => !gone.has(commit));
}

function revertedBy<T extends Revertible>(
  { ids, header }: RevertedCommit,
  older: readonly T[],
  gone: ReadonlySet<T>,
): readonly T[] {
  const standing = older.filter((commit) => !gone.has(commit));
  if (ids.length > 0) return standing.filter(({ id }) => ids.some((short) => id.startsWith(short)));
  // A code host's button names the title alone; the newest one of that title is meant.
  const found = standing.find(({ message }) => message.split("\n")[0]?.trim() === header);
  return found === undefined ? [] : [found];
}
