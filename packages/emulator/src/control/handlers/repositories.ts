import { domainOf, repositoryOf, seconds, type Handler } from "../context.ts";
import type { Input } from "../members.ts";
import { byKey, pageOf } from "../pages.ts";
import { repositoryArn } from "../arns.ts";
import { conflict, invalid, notFound, quotaExceeded } from "../../errors.ts";
import { deletePackage } from "../../registry/packages.ts";
import { requireDomain, requireRepository } from "../../registry/lookup.ts";
import { domainBucket, packageBucket, repositoryBucket, type RepositoryRecord } from "../../store/records.ts";
import { ACCOUNT, type World } from "../../world.ts";
import { forgetResource, setTags } from "../resources.ts";

/** The public repositories that an external connection can name, with their package formats. */
export const EXTERNAL_CONNECTIONS: Readonly<Record<string, string>> = {
  "public:npmjs": "npm",
  "public:pypi": "pypi",
  "public:nuget-org": "nuget",
  "public:maven-central": "maven",
  "public:maven-googleandroid": "maven",
  "public:maven-gradleplugins": "maven",
  "public:maven-commonsware": "maven",
  "public:maven-clojars": "maven",
  "public:ruby-gems-org": "ruby",
  "public:crates-io": "cargo",
};

const DIRECT_UPSTREAMS = 10;

export const createRepository: Handler = (input, { world }) => {
  const at = repositoryOf(input);
  const domain = requireDomain(world, at.domain);
  const repositories = repositoryBucket(world.store, at.domain);
  if (repositories.get(at.repository) !== undefined) {
    throw conflict(
      `Repository already exists. RepoId: ${at.repository}`,
      "repository",
      `${at.domain}/${at.repository}`,
    );
  }
  const record: RepositoryRecord = {
    domain: at.domain,
    name: at.repository,
    ...(input.description === undefined ? {} : { description: input.description }),
    upstreams: checkedUpstreams(world, at.domain, at.repository, input.upstreams ?? []),
    externalConnections: [],
    createdTime: world.clock.now(),
  };
  repositories.set(record.name, record);
  setTags(world, repositoryArn(domain.region, at.domain, at.repository), input.tags ?? []);
  return { repository: describe(world, record) };
};

export const describeRepository: Handler = (input, { world }) => ({
  repository: describe(world, requireRepository(world, repositoryOf(input))),
});

export const updateRepository: Handler = (input, { world }) => {
  const at = repositoryOf(input);
  const before = requireRepository(world, at);
  const upstreams =
    input.upstreams === undefined
      ? before.upstreams
      : checkedUpstreams(world, at.domain, at.repository, input.upstreams);
  if (upstreams.length > 0 && before.externalConnections.length > 0 && input.upstreams !== undefined) {
    throw invalid(
      `Repository ${at.repository} has an external connection and cannot have upstream repositories`,
      "OTHER",
    );
  }
  const record = {
    ...before,
    upstreams,
    ...(input.description === undefined ? {} : { description: input.description }),
  };
  repositoryBucket(world.store, at.domain).set(record.name, record);
  return { repository: describe(world, record) };
};

export const deleteRepository: Handler = (input, { world }) => {
  const record = requireRepository(world, repositoryOf(input));
  const at = { domain: record.domain, repository: record.name };
  const description = describe(world, record);
  for (const { format, namespace, name } of [...packageBucket(world.store, at).values()]) {
    deletePackage(world, { ...at, format, namespace, name });
  }
  repositoryBucket(world.store, at.domain).delete(record.name);
  forgetResource(world, String(description["arn"]));
  return { repository: description };
};

export const listRepositories: Handler = (input, { world }) => {
  const all = [...domainBucket(world.store).values()].flatMap(({ name }) => [
    ...repositoryBucket(world.store, name).values(),
  ]);
  return summaries(world, all, input);
};

export const listRepositoriesInDomain: Handler = (input, { world }) => {
  const domain = requireDomain(world, domainOf(input));
  if (input.administratorAccount !== undefined && input.administratorAccount !== ACCOUNT)
    return { repositories: [] };
  return summaries(world, [...repositoryBucket(world.store, domain.name).values()], input);
};

export const associateExternalConnection: Handler = (input, { world }) => {
  const at = repositoryOf(input);
  const before = requireRepository(world, at);
  if (EXTERNAL_CONNECTIONS[input.externalConnection] === undefined) {
    throw notFound(
      `External connection not found: ${input.externalConnection}`,
      "repository",
      input.externalConnection,
    );
  }
  if (before.externalConnections.includes(input.externalConnection)) {
    throw conflict(
      `Repository ${at.repository} already has external connection ${input.externalConnection}`,
      "repository",
      `${at.domain}/${at.repository}`,
    );
  }
  if (before.externalConnections.length > 0) {
    throw quotaExceeded(
      `Repository ${at.repository} already has an external connection`,
      "repository",
      `${at.domain}/${at.repository}`,
    );
  }
  const record = { ...before, externalConnections: [input.externalConnection] };
  repositoryBucket(world.store, at.domain).set(record.name, record);
  return { repository: describe(world, record) };
};

export const disassociateExternalConnection: Handler = (input, { world }) => {
  const at = repositoryOf(input);
  const before = requireRepository(world, at);
  if (!before.externalConnections.includes(input.externalConnection)) {
    throw notFound(
      `Repository ${at.repository} has no external connection ${input.externalConnection}`,
      "repository",
      `${at.domain}/${at.repository}`,
    );
  }
  const record = { ...before, externalConnections: [] };
  repositoryBucket(world.store, at.domain).set(record.name, record);
  return { repository: describe(world, record) };
};

function checkedUpstreams(
  world: World,
  domain: string,
  repository: string,
  upstreams: NonNullable<Input["upstreams"]>,
): readonly string[] {
  const names = upstreams.map(({ repositoryName }) => repositoryName);
  if (names.length > DIRECT_UPSTREAMS) {
    throw quotaExceeded(
      `Repository ${repository} can have at most ${DIRECT_UPSTREAMS} direct upstream repositories`,
      "repository",
      `${domain}/${repository}`,
    );
  }
  if (new Set(names).size !== names.length) throw invalid("Upstream repositories must be unique", "OTHER");
  if (names.includes(repository))
    throw invalid(`Repository ${repository} cannot be its own upstream`, "OTHER");
  for (const name of names) requireRepository(world, { domain, repository: name });
  return names;
}

function summaries(
  world: World,
  records: readonly RepositoryRecord[],
  input: Input,
): { readonly [member: string]: unknown } {
  const keyOf = (record: RepositoryRecord): string => `${record.name}\n${record.domain}`;
  const wanted = records
    .filter(({ name }) => name.startsWith(input.repositoryPrefix ?? ""))
    .sort(byKey(keyOf));
  const { items, nextToken } = pageOf(wanted, keyOf, { ...input, size: 100 });
  return { repositories: items.map((record) => summary(world, record)), nextToken };
}

function summary(world: World, record: RepositoryRecord): Readonly<Record<string, unknown>> {
  return {
    name: record.name,
    administratorAccount: ACCOUNT,
    domainName: record.domain,
    domainOwner: ACCOUNT,
    arn: repositoryArn(requireDomain(world, record.domain).region, record.domain, record.name),
    description: record.description,
    createdTime: seconds(record.createdTime),
  };
}

function describe(world: World, record: RepositoryRecord): Readonly<Record<string, unknown>> {
  return {
    ...summary(world, record),
    upstreams: record.upstreams.map((repositoryName) => ({ repositoryName })),
    externalConnections: record.externalConnections.map((externalConnectionName) => ({
      externalConnectionName,
      packageFormat: EXTERNAL_CONNECTIONS[externalConnectionName],
      status: "AVAILABLE",
    })),
  };
}
