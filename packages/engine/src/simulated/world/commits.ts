/** A commit: what it stands on, what it takes back, and the files that it holds. */
export interface Commit {
  readonly parent: string | null;
  readonly reverts: string | null;
  readonly files: ReadonlyMap<string, string>;
}

/** Every commit object that anybody has made, in whatever clone. */
export class Commits {
  readonly #byId: Map<string, Commit> = new Map();

  /** The same content is the same commit. */
  make(id: string, commit: Commit): string {
    this.#byId.set(id, commit);
    return id;
  }

  filesOf(id: string): ReadonlyMap<string, string> {
    return this.#byId.get(id)?.files ?? new Map();
  }

  /** The commits from `tip` back to the first one. */
  *history(tip: string): Generator<readonly [string, Commit]> {
    for (let id: string | null = tip; id !== null;) {
      const commit = this.#byId.get(id);
      if (!commit) return;
      yield [id, commit];
      id = commit.parent;
    }
  }

  /** Whether `commit` is in the history of `tip`, and whether a later commit there takes it back. */
  standing(commit: string, tip: string): "absent" | "present" | "reverted" {
    let reverted = false;
    for (const [id, { reverts }] of this.history(tip)) {
      if (id === commit) return reverted ? "reverted" : "present";
      if (reverts === commit) reverted = true;
    }
    return "absent";
  }

  isAncestor(older: string, newer: string): boolean {
    for (const [id] of this.history(newer)) if (id === older) return true;
    return false;
  }
}
