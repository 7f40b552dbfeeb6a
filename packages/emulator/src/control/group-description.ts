import { packageGroupArn } from "../arns.ts";
import { seconds } from "./context.ts";
import { effective, parentOf, RESTRICTION_TYPES, type PackageGroupRecord } from "../groups/groups.ts";
import type { DomainRecord } from "../store/records.ts";
import type { World } from "../world.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A PackageGroupDescription of the model. */
export function describeGroup(world: World, domain: DomainRecord, group: PackageGroupRecord): Fields {
  const parent = parentOf(world, domain.name, group.pattern);
  return {
    ...summarizeGroup(world, domain, group),
    ...(parent === undefined ? {} : { parent: reference(domain, parent) }),
  };
}

/** A PackageGroupSummary of the model. */
export function summarizeGroup(world: World, domain: DomainRecord, group: PackageGroupRecord): Fields {
  const restrictions = RESTRICTION_TYPES.map((type) => {
    const { mode, from } = effective(world, domain.name, { group, type });
    const restriction = {
      mode: group.modes[type],
      effectiveMode: mode,
      ...(from.pattern === group.pattern ? {} : { inheritedFrom: reference(domain, from) }),
      ...(group.modes[type] === "ALLOW_SPECIFIC_REPOSITORIES"
        ? { repositoriesCount: group.allowed[type].length }
        : {}),
    };
    return [type, restriction] as const;
  });
  return {
    ...reference(domain, group),
    domainName: domain.name,
    domainOwner: domain.owner,
    createdTime: seconds(group.createdTime),
    contactInfo: group.contactInfo,
    description: group.description,
    originConfiguration: { restrictions: Object.fromEntries(restrictions) },
  };
}

function reference(domain: DomainRecord, { pattern }: PackageGroupRecord): Fields {
  return { arn: packageGroupArn(domain.region, domain.name, pattern), pattern };
}
