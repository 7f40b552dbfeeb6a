import { distTagsBy, planRelease, ReleaseError } from "@convoy/core";
import { git } from "@convoy/testkit";
import { readWorkspace, type WorkspaceReading } from "../packages/read-workspace.ts";
import { applyChanges } from "../versions/apply-changes.ts";
import { pathsThatVersioningTouches } from "../versions/touched-paths.ts";
import type { Changes, SnapshotRequest } from "./changes.ts";
import { generatedWorld } from "./generated-world.fixture.ts";
import { committed, copyOf, filesOf, realStatus, realVersion } from "./real-changesets.fixture.ts";
import { readChanges } from "./read-changes.ts";

/** Two answers that must be the same; null is a refusal. */
export interface Both<T> {
  readonly ours: T | null;
  readonly theirs: T | null;
}

/** Package to `bump version`, by us and by `changeset status`; of a snapshot, by the manifests it leaves. */
export async function bothPlans(seed: number): Promise<Both<Readonly<Record<string, string>>>> {
  const { files, snapshot } = generatedWorld(seed);
  const root = await committed(files);
  const ours = await oursIn(root, snapshot);
  if (snapshot !== null) return snapshotVersions(root, snapshot, ours);
  const plan = await realStatus(root);
  const theirs = plan?.releases.filter(({ newVersion }) => newVersion !== undefined) ?? null;
  return {
    ours: ours && { ...staying(ours), ...planned(ours) },
    theirs: theirs && byName(theirs.map(({ name, type, newVersion }) => [name, `${type} ${newVersion}`])),
  };
}

/**
 * Files after the version step, by us and by `changeset version`, and what of ours was not announced. Catalogs are no
 * part of it: changesets leaves them as they are.
 */
export async function bothTrees(
  seed: number,
): Promise<Both<Readonly<Record<string, string>>> & { readonly unannounced: readonly string[] }> {
  const { files, snapshot } = generatedWorld(seed);
  const root = await committed(files);
  const copy = await copyOf(root);
  const ours = await oursIn(root, snapshot);
  // `version` converts an old pre.json and reads the changesets at the same time, and either may be first; `status`
  // converts before it reads, as is meant.
  if (ours?.changes.preMigration) await realStatus(copy);
  const theirs = (await realVersion(copy, snapshot)) ? await filesOf(copy) : null;
  // For the real one it is an error when there is nothing to do.
  const idle = ours?.changes.bumps.length === 0 && ours.changes.plan.changesets.length === 0;
  if (ours === null || (theirs === null && idle)) return { ours: null, theirs, unannounced: [] };
  const before = await filesOf(root);
  const touched = new Set(await applyChanges(ours.reading, ours.changes));
  const after = await filesOf(root);
  const changed = Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);
  const mayTouch = new Set(pathsThatVersioningTouches(ours.reading, ours.changes));
  const unannounced = [
    ...changed.filter((path) => !touched.has(path)),
    ...[...touched].filter((path) => !mayTouch.has(path)),
  ];
  return { ours: withoutCatalogs(after), theirs: theirs && withoutCatalogs(theirs), unannounced };
}

interface Ours {
  readonly reading: WorkspaceReading;
  readonly changes: Changes;
}

async function oursIn(root: string, snapshot: string | null): Promise<Ours | null> {
  const reading = await readWorkspace(root);
  const commit = await git(root, ["rev-parse", "HEAD"]);
  try {
    return {
      reading,
      changes: await readChanges(reading, snapshot === null ? {} : { snapshot: request(snapshot, commit) }),
    };
  } catch (error) {
    if (error instanceof ReleaseError) return null;
    throw error;
  }
}

function withoutCatalogs({
  "pnpm-workspace.yaml": _catalogs,
  ...files
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return files;
}

function request(tag: string, commit: string): SnapshotRequest {
  return tag === "" ? { commit } : { tag, commit };
}

function staying({ changes }: Ours): Readonly<Record<string, string>> {
  const none = changes.bumps.filter(({ bump }) => bump === "none");
  return byName(none.map(({ name, bump, to }) => [name, `${bump} ${to}`]));
}

/** What the plan made of these changes releases. */
function planned({ reading, changes }: Ours): Readonly<Record<string, string>> {
  const plan = planRelease({
    ...changes,
    commit: "c",
    strategy: "staged",
    workspace: reading,
    distTag: distTagsBy({}),
  });
  return byName(plan.releases.map(({ name, bump, to }) => [name, `${bump} ${to}`]));
}

async function snapshotVersions(
  root: string,
  tag: string,
  ours: Ours | null,
): Promise<Both<Readonly<Record<string, string>>>> {
  const stated = await versionsIn(root);
  const moved = byName(ours?.changes.bumps.map(({ name, to }) => [name, to]) ?? []);
  const real = await realVersion(root, tag);
  return {
    ours: ours && ours.changes.plan.changesets.length > 0 ? { ...stated, ...moved } : null,
    theirs: real ? await versionsIn(root) : null,
  };
}

async function versionsIn(root: string): Promise<Readonly<Record<string, string>>> {
  return byName((await readWorkspace(root)).packages.map(({ name, version }) => [name, version]));
}

function byName(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries);
}
