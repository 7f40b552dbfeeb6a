import { domainOf, seconds, type Handler } from "../context.ts";
import { byKey, pageOf } from "../pages.ts";
import { domainArn } from "../../arns.ts";
import { conflict, quotaExceeded } from "../../errors.ts";
import { assetBytes } from "../../registry/assets.ts";
import { requireDomain } from "../../registry/lookup.ts";
import { domainBucket, repositoryBucket, type DomainRecord } from "../../store/records.ts";
import { ACCOUNT, type World } from "../../world.ts";
import { setTags, forgetResource } from "../resources.ts";

/** Quotas of an account, where quotas are enforced. */
const DOMAINS = 10;

const createDomain: Handler = (input, { world, region }) => {
  const domains = domainBucket(world.store);
  if (domains.get(input.domain) !== undefined) {
    throw conflict(`Domain already exists. DomainId: ${input.domain}`, "domain", input.domain);
  }
  if (world.quotas === "aws" && domains.size >= DOMAINS) {
    throw quotaExceeded(`An account can have at most ${DOMAINS} domains`, "domain", input.domain);
  }
  const domain: DomainRecord = {
    name: input.domain,
    owner: ACCOUNT,
    region,
    createdTime: world.clock.now(),
    encryptionKey:
      input.encryptionKey ?? `arn:aws:kms:${region}:${ACCOUNT}:key/00000000-0000-4000-8000-000000000000`,
  };
  domains.set(domain.name, domain);
  setTags(world, domainArn(region, domain.name), input.tags ?? []);
  return { domain: describe(world, domain) };
};

const describeDomain: Handler = (input, { world }) => ({
  domain: describe(world, requireDomain(world, domainOf(input))),
});

/** Deleting a domain that is not there is no error: the model lists no ResourceNotFoundException for it. */
const deleteDomain: Handler = (input, { world }) => {
  const domain = domainBucket(world.store).get(domainOf(input));
  if (domain === undefined) return {};
  if (repositoryBucket(world.store, domain.name).size > 0) {
    throw conflict(
      `Domain cannot be deleted because it contains repositories. DomainId: ${domain.name}`,
      "domain",
      domain.name,
    );
  }
  const description = describe(world, domain);
  domainBucket(world.store).delete(domain.name);
  forgetResource(world, domainArn(domain.region, domain.name));
  return { domain: { ...description, status: "Deleted" } };
};

const listDomains: Handler = (input, { world }) => {
  const sorted = [...domainBucket(world.store).values()].toSorted(byKey((domain) => domain.name));
  const { items, nextToken } = pageOf(sorted, (domain) => domain.name, { ...input, size: 1000 });
  return { domains: items.map(summary), nextToken };
};

function summary(domain: DomainRecord): Readonly<Record<string, unknown>> {
  return {
    name: domain.name,
    owner: domain.owner,
    arn: domainArn(domain.region, domain.name),
    status: "Active",
    createdTime: seconds(domain.createdTime),
    encryptionKey: domain.encryptionKey,
  };
}

function describe(world: World, domain: DomainRecord): Readonly<Record<string, unknown>> {
  return {
    ...summary(domain),
    repositoryCount: repositoryBucket(world.store, domain.name).size,
    assetSizeBytes: assetBytes(world, domain.name),
    s3BucketArn: `arn:aws:s3:::assets-${domain.owner}-${domain.region}`,
  };
}

export const domainsHandlers: Readonly<Record<string, Handler>> = {
  CreateDomain: createDomain,
  DescribeDomain: describeDomain,
  DeleteDomain: deleteDomain,
  ListDomains: listDomains,
};
