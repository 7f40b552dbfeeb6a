import type { Clone } from "../git/clone.ts";
import { fetchObjects, missingObjects } from "../git/history.ts";
import { peeledAt, remoteRefsUnder } from "../git/read-refs.ts";
import type { RefMap } from "../git/refs.ts";
import { CONVOY_REFS } from "../git/shared/names.ts";

export interface CopiedRefs {
  readonly refs: RefMap;
  /** Its lock and records are fetched and copied as well. */
  readonly remote?: string;
}

/**
 * Writes refs into a git directory that reads the original's objects. One that leads to an object which is in neither
 * leads to a commit of nobody instead: that it is there, and elsewhere, is all that a release asks of it.
 */
export async function copyRefs(original: Clone, gitDir: string, { refs, remote }: CopiedRefs): Promise<void> {
  const all = new Map([
    ...refs,
    ...(remote === undefined ? [] : await bringRecords(original, gitDir, remote)),
  ]);
  const names = [...all.keys()].filter((name) => !name.endsWith("^{}"));
  const missing = new Set(await missingObjects(original, [...all.values()], gitDir));
  const placeOf = (name: string): string | undefined =>
    [all.get(name), peeledAt(all, name)].find((id) => id !== undefined && !missing.has(id));
  const nobodys = names.some((name) => placeOf(name) === undefined)
    ? await strayCommit(original, gitDir)
    : "";
  const lines = names.map((name) => `create ${name} ${placeOf(name) ?? nobodys}\n`);
  await original.run([`--git-dir=${gitDir}`, "update-ref", "--stdin"], { stdin: lines.join("") });
}

/** Fetches the lock and the records into the other repository; not one object comes into the original. */
async function bringRecords(original: Clone, gitDir: string, remote: string): Promise<RefMap> {
  const there = await remoteRefsUnder(original, remote, CONVOY_REFS);
  const missing = new Set(await missingObjects(original, [...there.values()], gitDir));
  const refs = [...there].filter(([, id]) => missing.has(id)).map(([ref]) => ref);
  if (refs.length > 0) await fetchObjects(original, remote, { refs, whole: true, into: gitDir });
  return there;
}

/** A commit of nothing that comes after nothing. */
async function strayCommit(original: Clone, gitDir: string): Promise<string> {
  const inIt = `--git-dir=${gitDir}`;
  const tree = (await original.run([inIt, "mktree"], { stdin: "" })).trim();
  const commit = [inIt, "commit-tree", "-m", "not in this clone", tree];
  return (await original.run(commit, { env: NOBODY })).trim();
}

const NOBODY = {
  GIT_AUTHOR_NAME: "nobody",
  GIT_AUTHOR_EMAIL: "nobody@localhost",
  GIT_COMMITTER_NAME: "nobody",
  GIT_COMMITTER_EMAIL: "nobody@localhost",
};
