import { breakingBump, packageFinder, ReleaseError, type Bump, type Workspace } from "@convoy/core";
import { plainText } from "../plain-text.ts";
import type { Clone } from "../git/clone.ts";
import { readLog, type LoggedCommit } from "./commit-log.ts";
import { lastReleases } from "./last-releases.ts";
import { DEFAULT_TYPES, parseCommit, type CommitTypes, type ParsedCommit } from "./parse-commit.ts";
import { withoutReverted } from "./without-reverted.ts";

/** What one commit asks for, in the place of a changeset. Plain JSON. */
export interface CommitChange {
  readonly commit: string;
  readonly summary: string;
  /** Package to bump; never `none`. */
  readonly bumps: Readonly<Record<string, Bump>>;
}

export interface CommitsRequest {
  /** The git tag that a release of this package at this version has. */
  readonly tagOf: (name: string, version: string) => string;
  /** The bump of each type of commit, over `DEFAULT_TYPES`. */
  readonly types?: CommitTypes | undefined;
}

export interface ChangesFromCommits {
  /** The oldest first. */
  readonly changes: readonly CommitChange[];
  /** What was passed over, for eyes. */
  readonly notes: readonly string[];
}

type Commit = LoggedCommit & ParsedCommit;

/**
 * The changes of every package since its own last release, read from conventional commits. A commit counts for the
 * packages whose files it changes. Below 1.0.0 what breaks asks for a minor: to leave 0.x is a decision, and no commit.
 *
 * Throws `GIT_SHALLOW` in a clone that does not have the history.
 */
export async function changesFromCommits(
  clone: Clone,
  workspace: Workspace,
  request: CommitsRequest,
): Promise<ChangesFromCommits> {
  await refuseShallow(clone);
  const releases = await lastReleases(clone, workspace.packages, request.tagOf);
  const ranges = await rangesOf(clone, workspace, releases);
  const packagesOf = packageFinder(workspace);
  const versions = new Map(workspace.packages.map(({ name, version }) => [name, version]));
  const types = { ...DEFAULT_TYPES, ...request.types };
  const found = new Map<string, { readonly commit: Commit; readonly bumps: Record<string, Bump> }>();
  const mute = new Map<string, Commit>();
  for (const { names, commits } of ranges) {
    const parsed = commits.map((commit) => ({ ...commit, ...parseCommit(commit.message, types) }));
    for (const commit of withoutReverted(parsed)) {
      const touched = packagesOf(commit.files).filter((name) => names.has(name));
      if (touched.length > 0 && !commit.isConventional) mute.set(commit.id, commit);
      if (touched.length === 0 || commit.bump === "none") continue;
      const bumps: Record<string, Bump> = found.get(commit.id)?.bumps ?? {};
      for (const name of touched)
        bumps[name] = commit.bump === "major" ? breakingBump(versions.get(name) ?? "") : commit.bump;
      found.set(commit.id, { commit, bumps });
    }
  }
  const changes = [...found.values()]
    .map(({ commit: { id, summary }, bumps }) => ({ commit: id, summary, bumps }))
    .toReversed();
  return { changes, notes: notesOn([...mute.values()]) };
}

interface Range {
  readonly names: ReadonlySet<string>;
  /** The newest first. */
  readonly commits: readonly LoggedCommit[];
}

/** For each commit at which packages were last released, these packages and what came after it. */
async function rangesOf(
  clone: Clone,
  { packages }: Workspace,
  releases: ReadonlyMap<string, string>,
): Promise<readonly Range[]> {
  const groups = Map.groupBy(packages, ({ name }) => releases.get(name));
  const unreleased = groups.get(undefined) ?? [];
  const bases = [...groups.keys()].filter((base) => base !== undefined);
  const log = bases.length === 0 ? [] : await readLog(clone, { not: await commonBase(clone, bases) });
  const parents = new Map(log.map((commit) => [commit.id, commit.parents]));
  const ranges = bases.map((base): Range => {
    const before = historyOf(base, parents);
    const names = new Set((groups.get(base) ?? []).map(({ name }) => name));
    return { names, commits: log.filter(({ id }) => !before.has(id)) };
  });
  if (unreleased.length === 0) return ranges;
  const names = new Set(unreleased.map(({ name }) => name));
  return [...ranges, { names, commits: await readLog(clone, { folders: unreleased.map(({ dir }) => dir) }) }];
}

/** The commit up to which every package was released; what is before it need not be read. */
async function commonBase(clone: Clone, bases: readonly string[]): Promise<readonly string[]> {
  if (bases.length === 1) return bases;
  const { exitCode, stdout } = await clone.ask(["merge-base", "--octopus", ...bases]);
  return exitCode === 0 ? [stdout.trim()] : [];
}

function historyOf(tip: string, parents: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const history = new Set<string>();
  const open = [tip];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (history.has(id)) continue;
    history.add(id);
    open.push(...(parents.get(id) ?? []));
  }
  return history;
}

async function refuseShallow(clone: Clone): Promise<void> {
  if ((await clone.run(["rev-parse", "--is-shallow-repository"])).trim() !== "true") return;
  throw new ReleaseError(
    "GIT_SHALLOW",
    "this clone is shallow: the commits since the last release are not here",
    {
      hint: "Run `git fetch --unshallow --tags`, or check out with the whole history (`fetch-depth: 0`).",
    },
  );
}

function notesOn(mute: readonly Commit[]): readonly string[] {
  if (mute.length === 0) return [];
  const shown = mute
    .slice(0, 3)
    .map(({ id, message }) => plainText(`${id.slice(0, 7)} ${message.split("\n")[0]}`));
  const more = mute.length > shown.length ? ` and ${mute.length - shown.length} more` : "";
  const subject = mute.length === 1 ? "1 commit has" : `${mute.length} commits have`;
  return [`${subject} no conventional message, and asks for no release: ${shown.join("; ")}${more}`];
}
