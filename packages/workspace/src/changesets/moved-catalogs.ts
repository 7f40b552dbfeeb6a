import type { Config, ReleasePlan } from "@changesets/types";
import { compareBumps, type Catalogs } from "@convoy/core";
import semver from "semver";
import type { SnapshotRequest } from "./changes.ts";
import { versionsOf } from "./versions-of.ts";
import { DEPENDENCY_KINDS } from "../packages/manifest.ts";
import type { WorkspaceReading } from "../packages/read-workspace.ts";

/** An entry of a catalog that moves with its package. */
export interface CatalogMove {
  /** `default` for the unnamed one. */
  readonly catalog: string;
  readonly name: string;
  readonly range: string;
}

export interface CatalogRules {
  readonly config: Config;
  /** Ranges become exact, since no other range takes the version of a snapshot. */
  readonly snapshot: SnapshotRequest | undefined;
  /** Package to its lane. What others need as well does not follow a lane. */
  readonly laneOf: ReadonlyMap<string, string>;
}

type Release = ReleasePlan["releases"][number];

/**
 * The entries of the workspace's catalogs that follow their package, by the rules that changesets has for a range in a
 * manifest: always where the new version leaves the range, and else from the bump on that `updateInternalDependencies`
 * names. An entry that does not hold the version of now pins another line on purpose, and stays; so does a range of
 * several comparators, whose meaning only its author knows.
 */
export function movedCatalogs(
  { catalogs, manifests }: Pick<WorkspaceReading, "catalogs" | "manifests">,
  releases: readonly Release[],
  { config, snapshot, laneOf }: CatalogRules,
): readonly CatalogMove[] {
  if (config.bumpVersionsWithWorkspaceProtocolOnly) return [];
  const { onlyUpdatePeerDependentsWhenOutOfRange } = config.___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH;
  const versions = versionsOf(manifests);
  const released = releases.filter(({ type }) => type !== "none");
  return Object.entries(catalogs).flatMap(([catalog, ranges]) =>
    released.flatMap(({ name, type, newVersion }) => {
      const range = Object.hasOwn(ranges, name) ? ranges[name] : undefined;
      const prefix = prefixOf(range);
      if (range === undefined || prefix === undefined || newVersion === undefined) return [];
      if (!semver.satisfies(versions.get(name) ?? "", range)) return [];
      const users = usersOf(manifests, catalog, name);
      if (laneOf.has(name) && users.some((user) => laneOf.get(user.name) !== laneOf.get(name))) return [];
      const keepsPeers = onlyUpdatePeerDependentsWhenOutOfRange && users.some(({ isPeer }) => isPeer);
      const isSmall = compareBumps(type, config.updateInternalDependencies) < 0;
      const stays = semver.satisfies(newVersion, range) && (isSmall || keepsPeers);
      return stays ? [] : [{ catalog, name, range: `${snapshot ? "" : prefix}${newVersion}` }];
    }),
  );
}

/** The catalogs once these entries have moved. */
export function catalogsAfter(catalogs: Catalogs, moves: readonly CatalogMove[]): Catalogs {
  const after = Object.entries(catalogs).map(([catalog, ranges]) => {
    const moved = moves.filter((move) => move.catalog === catalog);
    return [catalog, { ...ranges, ...Object.fromEntries(moved.map(({ name, range }) => [name, range])) }];
  });
  return Object.fromEntries(after) as Catalogs;
}

/** `^` of `^1.0.0`, and nothing of `1.0.0`; undefined for what is not a version with one operator before it. */
function prefixOf(range: string | undefined): string | undefined {
  const [, prefix, version = ""] = /^(\^|~|>=|)\s*([^\s|<>]+)$/.exec(range?.trim() ?? "") ?? [];
  return semver.valid(version) === null ? undefined : prefix;
}

interface User {
  readonly name: string;
  readonly isPeer: boolean;
}

/** The packages that need `name` by this catalog. */
function usersOf(
  { packages }: WorkspaceReading["manifests"],
  catalog: string,
  name: string,
): readonly User[] {
  const entries = catalog === "default" ? ["catalog:", "catalog:default"] : [`catalog:${catalog}`];
  return packages.flatMap(({ packageJson }) => {
    const kinds = DEPENDENCY_KINDS.filter((kind) => entries.includes(packageJson[kind]?.[name] ?? ""));
    if (kinds.length === 0) return [];
    return [{ name: packageJson.name, isPeer: kinds.includes("peerDependencies") }];
  });
}
