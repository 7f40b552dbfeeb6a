import { domainOf, repositoryOf, type Handler } from "../context.ts";
import type { Input } from "../members.ts";
import { byKey, pageOf } from "../pages.ts";
import { repositoryArn } from "../../arns.ts";
import { describeRepository as description, summarizeRepository } from "../repository-description.ts";
import { conflict, invalid, quotaExceeded } from "../../errors.ts";
import { deletePackage } from "../../registry/packages.ts";
import { requireDomain, requireRepository } from "../../registry/lookup.ts";
import {
  domainBucket,
  packageBucket,
  repositoryBucket,
  type RepositoryAddress,
  type RepositoryRecord,
} from "../../store/records.ts";
import { ACCOUNT, type World } from "../../world.ts";
import { forgetResource, setTags } from "../resources.ts";

const DIRECT_UPSTREAMS = 10;
const REPOSITORIES = 1000;

const createRepository: Handler = (input, { world }) => {
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
  if (world.quotas === "aws" && repositories.size >= REPOSITORIES) {
    throw quotaExceeded(`A domain can have at most ${REPOSITORIES} repositories`, "domain", at.domain);
  }
  const record: RepositoryRecord = {
    domain: at.domain,
    name: at.repository,
    ...(input.description === undefined ? {} : { description: input.description }),
    upstreams: checkedUpstreams(world, at, input.upstreams ?? []),
    externalConnections: [],
    createdTime: world.clock.now(),
  };
  repositories.set(record.name, record);
  setTags(world, repositoryArn(domain.region, at.domain, at.repository), input.tags ?? []);
  return { repository: description(world, record) };
};

const describeRepository: Handler = (input, { world }) => ({
  repository: description(world, requireRepository(world, repositoryOf(input))),
});

const updateRepository: Handler = (input, { world }) => {
  const at = repositoryOf(input);
  const before = requireRepository(world, at);
  const upstreams =
    input.upstreams === undefined ? before.upstreams : checkedUpstreams(world, at, input.upstreams);
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
  return { repository: description(world, record) };
};

const deleteRepository: Handler = (input, { world }) => {
  const record = requireRepository(world, repositoryOf(input));
  const at = { domain: record.domain, repository: record.name };
  const repository = description(world, record);
  const packages = Array.from(packageBucket(world.store, at).values());
  for (const { format, namespace, name } of packages) {
    deletePackage(world, { ...at, format, namespace, name });
  }
  repositoryBucket(world.store, at.domain).delete(record.name);
  forgetResource(world, String(repository["arn"]));
  return { repository };
};

const listRepositories: Handler = (input, { world }) => {
  const all = [...domainBucket(world.store).values()].flatMap(({ name }) => [
    ...repositoryBucket(world.store, name).values(),
  ]);
  return summaries(world, all, input);
};

const listRepositoriesInDomain: Handler = (input, { world }) => {
  const domain = requireDomain(world, domainOf(input));
  if (input.administratorAccount !== undefined && input.administratorAccount !== ACCOUNT)
    return { repositories: [] };
  return summaries(world, [...repositoryBucket(world.store, domain.name).values()], input);
};

function checkedUpstreams(
  world: World,
  { domain, repository }: RepositoryAddress,
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
    .toSorted(byKey(keyOf));
  const { items, nextToken } = pageOf(wanted, keyOf, { ...input, size: 100 });
  return { repositories: items.map((record) => summarizeRepository(world, record)), nextToken };
}

export const repositoriesHandlers: Readonly<Record<string, Handler>> = {
  CreateRepository: createRepository,
  DescribeRepository: describeRepository,
  UpdateRepository: updateRepository,
  DeleteRepository: deleteRepository,
  ListRepositories: listRepositories,
  ListRepositoriesInDomain: listRepositoriesInDomain,
};
