import type { Dice } from "./dice.ts";
import { Commits } from "./commits.ts";
import { MemoryDisk } from "./memory-disk.ts";

/** Branch and tags, by name: `main`, `codec@1.1.0`. */
export type Refs = Map<string, string>;

/** The git remote: what every clone pushes to. */
export class Remote {
  readonly refs: Refs = new Map();
  readonly commits: Commits = new Commits();
  /** Release id to its shared record. */
  readonly records: Map<string, string> = new Map();
  lock: { readonly oid: string; readonly text: string } | null = null;
  #locks = 0;

  newLock(text: string): { readonly oid: string; readonly text: string } {
    this.lock = { oid: `lock-${(this.#locks += 1)}`, text };
    return this.lock;
  }
}

/** A machine with a clone of the remote and a disk. */
export class Machine {
  readonly name: string;
  readonly disk: MemoryDisk;
  readonly refs: Refs;
  files: Map<string, string>;

  constructor(name: string, remote: Remote, dice: Dice) {
    this.name = name;
    this.disk = new MemoryDisk(dice);
    const main = remote.refs.get("main") ?? "";
    this.refs = new Map([["main", main]]);
    this.files = new Map(remote.commits.filesOf(main));
  }

  /** As `git pull` with tags: what is on the remote is here, and files that nobody edited follow. */
  pull(remote: Remote): void {
    const from = this.refs.get("main") ?? "";
    const to = remote.refs.get("main") ?? "";
    this.refs.clear();
    for (const [ref, id] of remote.refs) this.refs.set(ref, id);
    this.follow(remote.commits.filesOf(from), remote.commits.filesOf(to));
  }

  /** Moves files from one commit to another; one that somebody edited stays as it is. */
  follow(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): void {
    for (const path of new Set([...from.keys(), ...to.keys()])) {
      if (this.files.get(path) !== from.get(path)) continue;
      const content = to.get(path);
      if (content === undefined) this.files.delete(path);
      else this.files.set(path, content);
    }
  }
}
