import { distTagsBy, planRelease, ReleaseError } from "@convoy/core";
import { git } from "@convoy/testkit";
import { expect } from "@jest/globals";
import { readWorkspace, type WorkspaceReading } from "../packages/read-workspace.ts";
import { applyChanges } from "../versions/apply-changes.ts";
import { pathsThatVersioningTouches } from "../versions/touched-paths.ts";
import type { Changes } from "./changes.ts";
import { generatedWorld } from "./generated-world.fixture.ts";
import { committed, copyOf, filesOf, realStatus, realVersion } from "./real-changesets.fixture.ts";
import { readChanges } from "./read-changes.ts";

/** The plan of this world is the one of `changeset status`, or both refuse. Snapshots, which status lacks, pass. */
export async function expectEqualPlan(seed: number): Promise<void> {
  const world = generatedWorld(seed);
  if (world.snapshot !== null) return;
  const root = await committed(world);
  const before = await filesOf(root);
  const ours = await oursIn(root, null);
  expect(await filesOf(root)).toEqual(before);
  const theirs = await realStatus(root);
  if (ours === null || theirs === null) {
    expect(ours?.changes.bumps ?? null).toEqual(theirs);
    return;
  }
  const releases = theirs.releases.filter(({ newVersion }) => newVersion !== undefined);
  const expected = releases.map(({ name, type, newVersion }) => ({ name, bump: type, to: newVersion }));
  expect(sorted(ours.changes.bumps.map(({ name, bump, to }) => ({ name, bump, to })))).toEqual(
    sorted(expected),
  );
  expect(sorted(plannedBy(ours))).toEqual(sorted(expected.filter(({ bump }) => bump !== "none")));
}

/** Applying the changes of this world leaves the files that `changeset version` leaves, and touches no others. */
export async function expectEqualFiles(seed: number): Promise<void> {
  const world = generatedWorld(seed);
  const root = await committed(world);
  const theirs = await copyOf(root);
  const ours = await oursIn(root, world.snapshot);
  const before = await filesOf(root);
  const applied = await realVersion(theirs, world.snapshot);
  if (ours === null || !applied) {
    // changesets calls it an error when there is nothing to do.
    expect(ours?.changes.bumps ?? []).toEqual([]);
    expect(applied).toBe(false);
    return;
  }
  const touched = await applyChanges(ours.reading, ours.changes);
  const after = await filesOf(root);
  expect(after).toEqual(await filesOf(theirs));
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...paths].filter((path) => before[path] !== after[path]);
  expect(touched).toEqual(expect.arrayContaining(changed));
  expect(pathsThatVersioningTouches(ours.reading, ours.changes)).toEqual(
    expect.arrayContaining([...touched]),
  );
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
      changes: await readChanges(reading, snapshot === null ? {} : { snapshot: { tag: snapshot, commit } }),
    };
  } catch (error) {
    if (error instanceof ReleaseError) return null;
    throw error;
  }
}

function plannedBy({ reading, changes }: Ours): readonly { name: string; bump: string; to: string }[] {
  const plan = planRelease({
    ...changes,
    commit: "c",
    strategy: "staged",
    workspace: reading,
    distTag: distTagsBy({}),
  });
  return plan.releases.map(({ name, bump, to }) => ({ name, bump, to }));
}

function sorted<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
