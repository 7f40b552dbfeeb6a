import { domainOf, type Handler } from "../context.ts";
import { describeGroup } from "../group-description.ts";
import type { AllowedRepository, Input } from "../members.ts";
import { byKey, pageOf } from "../pages.ts";
import { checkedPattern, requireGroup } from "./package-groups.ts";
import { invalid, notFound } from "../../errors.ts";
import {
  findGroup,
  groupBucket,
  groupOf,
  RESTRICTION_TYPES,
  hasRoot,
  ROOT_PATTERN,
  type PackageGroupRecord,
  type RestrictionMode,
  type RestrictionType,
} from "../../groups/groups.ts";
import { matchOf, parsePattern, type Match } from "../../groups/pattern.ts";
import { requireDomain, requireRepository } from "../../registry/lookup.ts";
import { packageBucket, packageKey, repositoryBucket, type PackageRecord } from "../../store/records.ts";
import type { World } from "../../world.ts";

const updatePackageGroupOriginConfiguration: Handler = (input, { world }) => {
  const { domain, group } = requireGroup(world, input);
  const modes = {
    ...group.modes,
    ...(input.restrictions as Partial<Record<RestrictionType, RestrictionMode>> | undefined),
  };
  if (group.pattern === ROOT_PATTERN && hasRoot(world) && Object.values(modes).includes("INHERIT")) {
    throw invalid("The root package group has nothing to inherit from", "OTHER");
  }
  for (const { repositoryName } of input.addAllowedRepositories ?? [])
    requireRepository(world, { domain: domain.name, repository: repositoryName });
  const updated = withAllowed({ ...group, modes }, input);
  groupBucket(world, domain.name).set(group.pattern, updated.group);
  return {
    packageGroup: describeGroup(world, domain, updated.group),
    allowedRepositoryUpdates: updated.updates,
  };
};

const listAllowedRepositoriesForGroup: Handler = (input, { world }) => {
  const { group } = requireGroup(world, input);
  const names = group.allowed[input.originRestrictionType as RestrictionType].toSorted();
  const { items, nextToken } = pageOf(names, (name) => name, { ...input, size: 100 });
  return { allowedRepositories: items, nextToken };
};

/** With `preview` the group need not exist: what would belong to it if it did. */
const listAssociatedPackages: Handler = (input, { world }) => {
  const domain = requireDomain(world, domainOf(input));
  const pattern = checkedPattern(input.packageGroup);
  if (input.preview !== true && findGroup(world, domain.name, pattern) === undefined) {
    throw notFound(`Package group not found: ${pattern}`, "package", `${domain.name}${pattern}`);
  }
  const found = associated(world, domain.name, { pattern, preview: input.preview === true });
  const keyOf = ([record]: readonly [PackageRecord, Match]): string => packageKey(record);
  const { items, nextToken } = pageOf(found.toSorted(byKey(keyOf)), keyOf, { ...input, size: 100 });
  const packages = items.map(([{ format, namespace, name }, match]) => ({
    format,
    namespace,
    package: name,
    associationType: match,
  }));
  return { packages, nextToken };
};

function associated(
  world: World,
  domain: string,
  { pattern, preview }: { readonly pattern: string; readonly preview: boolean },
): readonly (readonly [PackageRecord, Match])[] {
  const known = new Map<string, PackageRecord>();
  for (const { name } of repositoryBucket(world.store, domain).values()) {
    for (const record of packageBucket(world.store, { domain, repository: name }).values())
      known.set(packageKey(record), record);
  }
  const wanted = parsePattern(pattern);
  return [...known.values()].flatMap((record) => {
    const found = groupOf(world, domain, record);
    const previewed = preview && wanted !== undefined ? matchOf(wanted, record) : undefined;
    const own = previewed ?? (found?.group.pattern === pattern ? found.match : undefined);
    return own === undefined ? [] : [[record, own] as const];
  });
}

type Updates = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

function withAllowed(
  group: PackageGroupRecord,
  { addAllowedRepositories = [], removeAllowedRepositories = [] }: Input,
): { readonly group: PackageGroupRecord; readonly updates: Updates } {
  const entries = RESTRICTION_TYPES.map((type) => {
    const before = group.allowed[type];
    const added = namesFor(addAllowedRepositories, type).filter((name) => !before.includes(name));
    const removed = namesFor(removeAllowedRepositories, type).filter((name) => before.includes(name));
    const after = [...before, ...added].filter((name) => !removed.includes(name));
    // The list goes with the mode that it is for.
    return { type, added, removed, after: group.modes[type] === "ALLOW_SPECIFIC_REPOSITORIES" ? after : [] };
  });
  const allowed = Object.fromEntries(
    entries.map(({ type, after }) => [type, after]),
  ) as unknown as PackageGroupRecord["allowed"];
  const updates = entries.flatMap(({ type, added, removed }) => {
    if (added.length === 0 && removed.length === 0) return [];
    return [
      [
        type,
        {
          ...(added.length === 0 ? {} : { ADDED: added }),
          ...(removed.length === 0 ? {} : { REMOVED: removed }),
        },
      ],
    ];
  });
  return { group: { ...group, allowed }, updates: Object.fromEntries(updates) as Updates };
}

function namesFor(repositories: readonly AllowedRepository[], type: RestrictionType): readonly string[] {
  return [
    ...new Set(
      repositories
        .filter((entry) => entry.originRestrictionType === type)
        .map((entry) => entry.repositoryName),
    ),
  ];
}

export const groupControlsHandlers: Readonly<Record<string, Handler>> = {
  UpdatePackageGroupOriginConfiguration: updatePackageGroupOriginConfiguration,
  ListAllowedRepositoriesForGroup: listAllowedRepositoriesForGroup,
  ListAssociatedPackages: listAssociatedPackages,
};
