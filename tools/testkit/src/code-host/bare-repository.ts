import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git } from "../workspace/git.ts";

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  /** Null removes the file. */
  readonly content: string | null;
}

interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
}

/** The repository behind a code host, as its API sees it. */
export class BareRepository {
  readonly #folder: string;
  readonly #commits = new Map<string, Commit>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async head(branch: string): Promise<string | undefined> {
    return this.ref(`refs/heads/${branch}`);
  }

  /** Read without git: a host is asked this all the time, and in a test no ref is packed. */
  async ref(name: string): Promise<string | undefined> {
    const text = await readFile(join(this.#folder, name), "utf8").catch(() => undefined);
    return text?.trim();
  }

  /** Undefined where there is no such commit. */
  async commit(id: string): Promise<Commit | undefined> {
    const known = this.#commits.get(id);
    if (known) return known;
    const line = await this.#ask(["show", "--no-patch", "--format=%T %P", `${id}^{commit}`]);
    if (line === undefined) return undefined;
    const [tree = "", ...parents] = line.split(" ");
    const commit = { tree, parents: parents.filter((parent) => parent !== "") };
    this.#commits.set(id, commit);
    return commit;
  }

  async filesAt(commit: string): Promise<readonly string[]> {
    return (await git(this.#folder, ["ls-tree", "-r", "-z", "--name-only", commit])).split("\0");
  }

  async makeTree(base: string, entries: readonly TreeEntry[]): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "convoy-host-"));
    try {
      // A file leaves an index only in a working tree; here it is an empty one.
      const env = { GIT_INDEX_FILE: join(folder, "index"), GIT_DIR: this.#folder, GIT_WORK_TREE: folder };
      await git(this.#folder, ["read-tree", base], env);
      const gone = entries.filter(({ content }) => content === null).map(({ path }) => path);
      if (gone.length > 0) await git(this.#folder, ["update-index", "--force-remove", "--", ...gone], env);
      const added = await this.#blobs(folder, entries);
      if (added.length > 0) await git(this.#folder, ["update-index", "--add", ...added], env);
      return await git(this.#folder, ["write-tree"], env);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Stores what is written, and answers it as arguments for an index. */
  async #blobs(folder: string, entries: readonly TreeEntry[]): Promise<readonly string[]> {
    const written = entries.filter(({ content }) => content !== null);
    if (written.length === 0) return [];
    const files = written.map((_, index) => join(folder, String(index)));
    for (const [index, { content }] of written.entries()) await writeFile(files[index] ?? "", content ?? "");
    const blobs = (await git(this.#folder, ["hash-object", "-w", "--no-filters", ...files])).split("\n");
    return written.flatMap(({ mode, path }, index) => ["--cacheinfo", `${mode},${blobs[index]},${path}`]);
  }

  async makeCommit(tree: string, parents: readonly string[], message: string): Promise<string> {
    const from = parents.flatMap((parent) => ["-p", parent]);
    const id = await git(this.#folder, ["commit-tree", tree, ...from, "-m", message]);
    this.#commits.set(id, { tree, parents });
    return id;
  }

  /** Sets a ref, if it is at `before`; an empty string means that it must not exist. Answers whether. */
  async setRef(ref: string, to: string, before?: string): Promise<boolean> {
    const from = before === undefined ? [] : [before];
    return (await this.#ask(["update-ref", ref, to, ...from])) !== undefined;
  }

  /** Answers whether it was there. */
  async removeRef(ref: string): Promise<boolean> {
    if ((await this.ref(ref)) === undefined) return false;
    return (await this.#ask(["update-ref", "-d", ref])) !== undefined;
  }

  async isAncestor(older: string, newer: string): Promise<boolean> {
    return (await this.#ask(["merge-base", "--is-ancestor", older, newer])) !== undefined;
  }

  async #ask(args: readonly string[]): Promise<string | undefined> {
    return git(this.#folder, args).catch(() => undefined);
  }
}
