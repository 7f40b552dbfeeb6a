import {
  checkSnapshotName,
  expiringVersion,
  millisecondsOf,
  ReleaseError,
  type PlannedSnapshot,
  type ReleasePlan,
  type VersionBump,
} from "@convoy/core";
import type { SnapshotRequest } from "@convoy/workspace";
import { affectedSince } from "./affected.ts";
import type { PlanOptions } from "./plans.ts";
import type { Project } from "./project.ts";

/** A snapshot as the user wants it, settled. */
export interface SnapshotWish {
  readonly tag: string;
  readonly since?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
}

/**
 * Undefined for a release that is no snapshot. Throws `SNAPSHOT_NAME_INVALID`, and `USAGE` for options that go only
 * with a snapshot, or do not go with one.
 */
export function snapshotWish(
  { snapshot, since, expires, tag }: PlanOptions,
  { config }: Pick<Project, "config">,
): SnapshotWish | undefined {
  if (snapshot === undefined) {
    const alone = since === undefined ? expires === undefined || "--expires" : "--since";
    if (alone === true) return undefined;
    throw usage(`\`${alone}\` is for snapshots`, "Give `--snapshot NAME` as well.");
  }
  checkSnapshotName(snapshot);
  if (tag !== undefined)
    throw usage(
      "`--tag` and `--snapshot` both name the dist-tag",
      "Leave `--tag` out: it is the snapshot's name.",
    );
  const lifetime = expires ?? config?.snapshots?.expires;
  return {
    tag: snapshot,
    ...(since === undefined ? {} : { since }),
    ...(lifetime === undefined ? {} : { expiresAt: Date.now() + lifetimeOf(lifetime) }),
  };
}

function lifetimeOf(text: string): number {
  const lifetime = millisecondsOf(text);
  if (lifetime !== undefined) return lifetime;
  throw usage(`\`--expires ${text}\` is no time`, "Write 12h, 14d or 2w.");
}

function usage(message: string, hint: string): ReleaseError {
  return new ReleaseError("USAGE", message, { hint });
}

/** What the changesets are asked for, and what the plan says of it. */
export interface SnapshotParts {
  readonly request?: SnapshotRequest;
  readonly planned?: PlannedSnapshot;
  readonly notes: readonly string[];
}

export async function snapshotFor(
  wish: SnapshotWish | undefined,
  commit: string,
  project: Project,
): Promise<SnapshotParts> {
  if (wish === undefined) return { notes: [] };
  const { tag } = wish;
  if (wish.since === undefined) return { request: { tag, commit }, planned: { tag }, notes: [] };
  const [{ since, packages, note }, { packages: all }] = await Promise.all([
    affectedSince(project, wish.since),
    project.read(),
  ]);
  const publishable = new Set(all.filter((one) => !one.private).map(({ name }) => name));
  const affected = packages.map(({ name }) => name).filter((name) => publishable.has(name));
  const notes = note === undefined ? [] : [note];
  return { request: { tag, commit, affected }, planned: { tag, since }, notes };
}

/** What made this plan, for whoever applies it. Which packages are affected is in the plan. */
export function requestOf({ snapshot, commit, releases }: ReleasePlan): SnapshotRequest | undefined {
  if (snapshot === undefined) return undefined;
  const { tag, since } = snapshot;
  return { tag, commit, ...(since === undefined ? {} : { affected: releases.map(({ name }) => name) }) };
}

/** The versions with the end of the snapshot in them. */
export function expiring(
  bumps: readonly VersionBump[],
  wish: SnapshotWish | undefined,
): readonly VersionBump[] {
  const at = wish?.expiresAt;
  return at === undefined ? bumps : bumps.map((bump) => ({ ...bump, to: expiringVersion(bump.to, at) }));
}
