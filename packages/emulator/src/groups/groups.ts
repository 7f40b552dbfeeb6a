import { contains, matchOf, parsePattern, specificity, type Match, type Pattern } from "./pattern.ts";
import type { Bucket } from "../store/port.ts";
import type { PackageAddress } from "../store/records.ts";
import type { World } from "../world.ts";

export type RestrictionType = "PUBLISH" | "INTERNAL_UPSTREAM" | "EXTERNAL_UPSTREAM";
export type RestrictionMode = "ALLOW" | "ALLOW_SPECIFIC_REPOSITORIES" | "BLOCK" | "INHERIT";

export const RESTRICTION_TYPES: readonly RestrictionType[] = [
  "EXTERNAL_UPSTREAM",
  "INTERNAL_UPSTREAM",
  "PUBLISH",
];

export interface PackageGroupRecord {
  readonly pattern: string;
  readonly contactInfo?: string;
  readonly description?: string;
  readonly createdTime: number;
  readonly modes: Readonly<Record<RestrictionType, RestrictionMode>>;
  /** Repositories allowed, where the mode is ALLOW_SPECIFIC_REPOSITORIES. */
  readonly allowed: Readonly<Record<RestrictionType, readonly string[]>>;
}

export const ROOT_PATTERN = "/*";
export const NO_REPOSITORIES: PackageGroupRecord["allowed"] = {
  PUBLISH: [],
  INTERNAL_UPSTREAM: [],
  EXTERNAL_UPSTREAM: [],
};

export function groupBucket(world: World, domain: string): Bucket<PackageGroupRecord> {
  return world.store.bucket(`groups/${domain}`);
}

/** The groups of a domain. The root group allows everything until it is told otherwise. */
export function groupsOf(world: World, domain: string): readonly PackageGroupRecord[] {
  const stored = [...groupBucket(world, domain).values()];
  if (!hasRoot(world) || stored.some(({ pattern }) => pattern === ROOT_PATTERN)) return stored;
  return [rootGroup(world, domain), ...stored];
}

export function findGroup(world: World, domain: string, pattern: string): PackageGroupRecord | undefined {
  return groupsOf(world, domain).find((group) => group.pattern === pattern);
}

/** Whether the root group is there without having been made. */
export function hasRoot({ assumptions }: World): boolean {
  return assumptions.rootPackageGroup === "always";
}

/** The most specific of the other groups that hold all of the pattern's packages. */
export function parentOf(world: World, domain: string, pattern: string): PackageGroupRecord | undefined {
  const inner = parsed(pattern);
  const around = groupsOf(world, domain).filter(
    (group) => group.pattern !== pattern && contains(parsed(group.pattern), inner),
  );
  return mostSpecific(around, (group) => group);
}

/** What a restriction comes to, and the group that it is inherited from. */
export function effective(
  world: World,
  domain: string,
  { group, type }: { readonly group: PackageGroupRecord; readonly type: RestrictionType },
): { readonly mode: RestrictionMode; readonly from: PackageGroupRecord } {
  let from = group;
  while (from.modes[type] === "INHERIT") {
    const parent = parentOf(world, domain, from.pattern);
    if (parent === undefined) return { mode: "ALLOW", from };
    from = parent;
  }
  return { mode: from.modes[type], from };
}

/** The group that a package belongs to: the most specific that matches it, of two such the one that does so strongly. */
export function groupOf(
  world: World,
  domain: string,
  coordinates: Pick<PackageAddress, "format" | "namespace" | "name">,
): { readonly group: PackageGroupRecord; readonly match: Match } | undefined {
  const matching = groupsOf(world, domain).flatMap((group) => {
    const match = matchOf(parsed(group.pattern), coordinates);
    return match === undefined ? [] : [{ group, match }];
  });
  const strongFirst = matching.toSorted((one, other) => RANK[one.match] - RANK[other.match]);
  return mostSpecific(strongFirst, ({ group }) => group);
}

const RANK: Readonly<Record<Match, number>> = { STRONG: 0, WEAK: 1 };

/** Whether the package's group lets versions come into the repository in this way. A weak match never does. */
export function groupAllows(world: World, at: PackageAddress, type: RestrictionType): boolean {
  if (groupBucket(world, at.domain).size === 0) return true;
  const found = groupOf(world, at.domain, at);
  if (found === undefined) return true;
  if (found.match === "WEAK") return false;
  const { mode, from } = effective(world, at.domain, { group: found.group, type });
  return (
    mode === "ALLOW" || (mode === "ALLOW_SPECIFIC_REPOSITORIES" && from.allowed[type].includes(at.repository))
  );
}

/** The first of those that no other is more specific than. */
function mostSpecific<T>(items: readonly T[], groupOfItem: (item: T) => PackageGroupRecord): T | undefined {
  const rank = (item: T): number => specificity(parsed(groupOfItem(item).pattern));
  return items.toSorted((one, other) => rank(other) - rank(one))[0];
}

function rootGroup(world: World, domain: string): PackageGroupRecord {
  const createdTime =
    world.store.bucket<{ readonly createdTime: number }>("domains").get(domain)?.createdTime ?? 0;
  const modes = { PUBLISH: "ALLOW", INTERNAL_UPSTREAM: "ALLOW", EXTERNAL_UPSTREAM: "ALLOW" } as const;
  return { pattern: ROOT_PATTERN, createdTime, modes, allowed: NO_REPOSITORIES };
}

function parsed(pattern: string): Pattern {
  const found = parsePattern(pattern);
  if (found === undefined) throw new Error(`stored package group has no pattern: ${pattern}`);
  return found;
}
