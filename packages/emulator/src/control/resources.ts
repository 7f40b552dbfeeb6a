import { domainArn, packageGroupArn, repositoryArn } from "../arns.ts";
import { invalid, notFound, quotaExceeded, type ResourceType } from "../errors.ts";
import { findGroup } from "../groups/groups.ts";
import { domainBucket, policyBucket, repositoryBucket, resourceTagBucket } from "../store/records.ts";
import type { World } from "../world.ts";

const MOST_TAGS = 200;
const ARN = /^arn:aws:codeartifact:[a-z0-9-]+:\d{12}:(domain|repository|package-group)\/([^/]+)(\/.*)?$/;

/** Adds tags to a resource; a key that it has gets the new value. */
export function setTags(
  world: World,
  arn: string,
  tags: readonly { readonly key: string; readonly value: string }[],
): void {
  if (tags.length === 0) return;
  const added = Object.fromEntries(tags.map(({ key, value }) => [key, value]));
  const after = { ...resourceTagBucket(world.store).get(arn), ...added };
  if (Object.keys(after).length > MOST_TAGS)
    throw quotaExceeded(`A resource can have at most ${MOST_TAGS} tags`, "domain", arn);
  resourceTagBucket(world.store).set(arn, after);
}

/** Drops what hangs on a resource that is deleted. */
export function forgetResource(world: World, arn: string): void {
  resourceTagBucket(world.store).delete(arn);
  policyBucket(world.store).delete(arn);
}

/** Throws unless the ARN names a domain, a repository or a package group that is there. */
export function requireResource(world: World, arn: string): void {
  const [, kind, domain = "", rest = ""] = ARN.exec(arn) ?? [];
  if (kind === undefined)
    throw invalid(
      `Value '${arn}' at 'resourceArn' failed to satisfy constraint: Member must be the ARN of a taggable resource`,
    );
  const region = domainBucket(world.store).get(domain)?.region;
  const name = rest.slice(1);
  if (region !== undefined && kind === "domain" && arn === domainArn(region, domain)) return;
  if (
    region !== undefined &&
    kind === "repository" &&
    repositoryBucket(world.store, domain).get(name) !== undefined
  ) {
    if (arn === repositoryArn(region, domain, name)) return;
  }
  if (region !== undefined && kind === "package-group" && findGroup(world, domain, rest) !== undefined) {
    if (arn === packageGroupArn(region, domain, rest)) return;
  }
  throw notFound(`Resource not found: ${arn}`, RESOURCE_TYPES[kind] ?? "package", arn);
}

const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = { domain: "domain", repository: "repository" };
