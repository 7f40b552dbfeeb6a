import { randomBytes } from "node:crypto";
import { domainOf, repositoryOf, type Handler, type Output } from "../context.ts";
import { domainArn, repositoryArn } from "../../arns.ts";
import { checkPolicy } from "../../access/policy.ts";
import { conflict, notFound, type ResourceType } from "../../errors.ts";
import { requireDomain, requireRepository } from "../../registry/lookup.ts";
import { policyBucket } from "../../store/records.ts";
import type { Input } from "../members.ts";
import type { World } from "../../world.ts";

interface Resource {
  readonly type: ResourceType;
  readonly arn: string;
}

const getDomainPermissionsPolicy: Handler = (input, { world }) => getPolicy(world, theDomain(world, input));

const putDomainPermissionsPolicy: Handler = (input, { world }) =>
  putPolicy(world, theDomain(world, input), input);

const deleteDomainPermissionsPolicy: Handler = (input, { world }) =>
  deletePolicy(world, theDomain(world, input), input);

const getRepositoryPermissionsPolicy: Handler = (input, { world }) =>
  getPolicy(world, theRepository(world, input));

const putRepositoryPermissionsPolicy: Handler = (input, { world }) =>
  putPolicy(world, theRepository(world, input), input);

const deleteRepositoryPermissionsPolicy: Handler = (input, { world }) =>
  deletePolicy(world, theRepository(world, input), input);

function getPolicy(world: World, resource: Resource): Output {
  const policy = policyBucket(world.store).get(resource.arn);
  if (policy === undefined)
    throw notFound(`No policy found for ${resource.arn}`, resource.type, resource.arn);
  return { policy: { resourceArn: resource.arn, ...policy } };
}

function putPolicy(world: World, resource: Resource, input: Input): Output {
  checkPolicy(input.policyDocument);
  checkRevision(world, resource, input);
  policyBucket(world.store).set(resource.arn, {
    revision: randomBytes(32).toString("base64"),
    document: input.policyDocument,
  });
  return getPolicy(world, resource);
}

function deletePolicy(world: World, resource: Resource, input: Input): Output {
  const deleted = getPolicy(world, resource);
  checkRevision(world, resource, input);
  policyBucket(world.store).delete(resource.arn);
  return deleted;
}

function checkRevision(world: World, { arn, type }: Resource, { policyRevision }: Input): void {
  if (policyRevision === undefined || policyBucket(world.store).get(arn)?.revision === policyRevision) return;
  throw conflict(`The policy revision does not match the current one: ${policyRevision}`, type, arn);
}

function theDomain(world: World, input: Input): Resource {
  const { region, name } = requireDomain(world, domainOf(input));
  return { type: "domain", arn: domainArn(region, name) };
}

function theRepository(world: World, input: Input): Resource {
  const { domain, name } = requireRepository(world, repositoryOf(input));
  return { type: "repository", arn: repositoryArn(requireDomain(world, domain).region, domain, name) };
}

export const policiesHandlers: Readonly<Record<string, Handler>> = {
  GetDomainPermissionsPolicy: getDomainPermissionsPolicy,
  PutDomainPermissionsPolicy: putDomainPermissionsPolicy,
  DeleteDomainPermissionsPolicy: deleteDomainPermissionsPolicy,
  GetRepositoryPermissionsPolicy: getRepositoryPermissionsPolicy,
  PutRepositoryPermissionsPolicy: putRepositoryPermissionsPolicy,
  DeleteRepositoryPermissionsPolicy: deleteRepositoryPermissionsPolicy,
};
