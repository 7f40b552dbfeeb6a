import { seconds } from "./context.ts";
import { EXTERNAL_CONNECTIONS } from "./external-connections.ts";
import { repositoryArn } from "../arns.ts";
import { requireDomain } from "../registry/lookup.ts";
import type { RepositoryRecord } from "../store/records.ts";
import { ACCOUNT, type World } from "../world.ts";

/** A RepositorySummary of the model. */
export function summarizeRepository(
  world: World,
  record: RepositoryRecord,
): Readonly<Record<string, unknown>> {
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

/** A RepositoryDescription of the model. The live service says AVAILABLE, whatever the model has. */
export function describeRepository(
  world: World,
  record: RepositoryRecord,
): Readonly<Record<string, unknown>> {
  return {
    ...summarizeRepository(world, record),
    upstreams: record.upstreams.map((repositoryName) => ({ repositoryName })),
    externalConnections: record.externalConnections.map((externalConnectionName) => ({
      externalConnectionName,
      packageFormat: EXTERNAL_CONNECTIONS[externalConnectionName],
      status: "AVAILABLE",
    })),
  };
}
