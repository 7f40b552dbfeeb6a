import { domainOf, packageOf, type Context, type Handler } from "../context.ts";
import { packageGroupArn } from "../../arns.ts";
import { describeGroup, summarizeGroup } from "../group-description.ts";
import type { Input } from "../members.ts";
import { byKey, pageOf } from "../pages.ts";
import { forgetResource, setTags } from "../resources.ts";
import { conflict, invalid, notFound } from "../../errors.ts";
import {
  findGroup,
  groupBucket,
  groupOf,
  groupsOf,
  hasRoot,
  NO_REPOSITORIES,
  parentOf,
  ROOT_PATTERN,
  type PackageGroupRecord,
} from "../../groups/groups.ts";
import { parsePattern } from "../../groups/pattern.ts";
import { requireDomain } from "../../registry/lookup.ts";
import type { World } from "../../world.ts";

const createPackageGroup: Handler = (input, { world }) => {
  const domain = requireDomain(world, domainOf(input));
  const pattern = checkedPattern(input.packageGroup);
  if (findGroup(world, domain.name, pattern) !== undefined) {
    throw conflict(`Package group already exists: ${pattern}`, "package", `${domain.name}${pattern}`);
  }
  const group: PackageGroupRecord = {
    pattern,
    ...describing(input),
    createdTime: world.clock.now(),
    modes: { PUBLISH: "INHERIT", INTERNAL_UPSTREAM: "INHERIT", EXTERNAL_UPSTREAM: "INHERIT" },
    allowed: NO_REPOSITORIES,
  };
  groupBucket(world, domain.name).set(pattern, group);
  setTags(world, packageGroupArn(domain.region, domain.name, pattern), input.tags ?? []);
  return { packageGroup: describeGroup(world, domain, group) };
};

const describePackageGroup: Handler = (input, { world }) => {
  const { domain, group } = requireGroup(world, input);
  return { packageGroup: describeGroup(world, domain, group) };
};

const updatePackageGroup: Handler = (input, { world }) => {
  const { domain, group } = requireGroup(world, input);
  const updated = { ...group, ...describing(input) };
  groupBucket(world, domain.name).set(group.pattern, updated);
  return { packageGroup: describeGroup(world, domain, updated) };
};

const deletePackageGroup: Handler = (input, { world }) => {
  const { domain, group } = requireGroup(world, input);
  if (group.pattern === ROOT_PATTERN && hasRoot(world))
    throw invalid("The root package group cannot be deleted", "OTHER");
  const packageGroup = describeGroup(world, domain, group);
  groupBucket(world, domain.name).delete(group.pattern);
  forgetResource(world, packageGroupArn(domain.region, domain.name, group.pattern));
  return { packageGroup };
};

const listPackageGroups: Handler = (input, context) => {
  const domain = requireDomain(context.world, domainOf(input));
  const wanted = groupsOf(context.world, domain.name).filter(({ pattern }) =>
    pattern.startsWith(input.prefix ?? ""),
  );
  return groupPage(wanted, input, context);
};

/** The groups right below a group, not those below these. */
const listSubPackageGroups: Handler = (input, context) => {
  const { domain, group } = requireGroup(context.world, input);
  const below = groupsOf(context.world, domain.name).filter(
    ({ pattern }) => parentOf(context.world, domain.name, pattern)?.pattern === group.pattern,
  );
  return groupPage(below, input, context);
};

const getAssociatedPackageGroup: Handler = (input, { world }) => {
  const domain = requireDomain(world, domainOf(input));
  const found = groupOf(world, domain.name, packageOf(input));
  if (found === undefined) return {};
  return { packageGroup: describeGroup(world, domain, found.group), associationType: found.match };
};

function groupPage(
  groups: readonly PackageGroupRecord[],
  input: Input,
  { world }: Context,
): ReturnType<Handler> {
  const domain = requireDomain(world, domainOf(input));
  const keyOf = ({ pattern }: PackageGroupRecord): string => pattern;
  const { items, nextToken } = pageOf(groups.toSorted(byKey(keyOf)), keyOf, { ...input, size: 100 });
  return { packageGroups: items.map((group) => summarizeGroup(world, domain, group)), nextToken };
}

export function requireGroup(
  world: World,
  input: Input,
): { readonly domain: ReturnType<typeof requireDomain>; readonly group: PackageGroupRecord } {
  const domain = requireDomain(world, domainOf(input));
  const pattern = checkedPattern(input.packageGroup);
  const group = findGroup(world, domain.name, pattern);
  if (group === undefined)
    throw notFound(`Package group not found: ${pattern}`, "package", `${domain.name}${pattern}`);
  return { domain, group };
}

export function checkedPattern(text: string): string {
  if (parsePattern(text) !== undefined) return text;
  throw invalid(
    `Value '${text}' at 'packageGroup' failed to satisfy constraint: Member must be a package group pattern`,
  );
}

function describing({
  contactInfo,
  description,
}: Input): Pick<PackageGroupRecord, "contactInfo" | "description"> {
  return {
    ...(contactInfo === undefined ? {} : { contactInfo }),
    ...(description === undefined ? {} : { description }),
  };
}

export const packageGroupsHandlers: Readonly<Record<string, Handler>> = {
  CreatePackageGroup: createPackageGroup,
  DescribePackageGroup: describePackageGroup,
  UpdatePackageGroup: updatePackageGroup,
  DeletePackageGroup: deletePackageGroup,
  ListPackageGroups: listPackageGroups,
  ListSubPackageGroups: listSubPackageGroups,
  GetAssociatedPackageGroup: getAssociatedPackageGroup,
};
