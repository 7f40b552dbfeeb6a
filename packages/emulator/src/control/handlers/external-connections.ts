import { repositoryOf, type Handler } from "../context.ts";
import { EXTERNAL_CONNECTIONS } from "../external-connections.ts";
import { describeRepository } from "../repository-description.ts";
import { conflict, invalid, notFound, quotaExceeded } from "../../errors.ts";
import { requireRepository } from "../../registry/lookup.ts";
import { repositoryBucket } from "../../store/records.ts";

/** A repository can have upstream repositories or one external connection, not both. */
const associateExternalConnection: Handler = (input, { world }) => {
  const at = repositoryOf(input);
  const id = `${at.domain}/${at.repository}`;
  const before = requireRepository(world, at);
  if (EXTERNAL_CONNECTIONS[input.externalConnection] === undefined) {
    throw notFound(`External connection not found: ${input.externalConnection}`, "repository", id);
  }
  if (before.externalConnections.includes(input.externalConnection)) {
    throw conflict(
      `Repository ${at.repository} already has external connection ${input.externalConnection}`,
      "repository",
      id,
    );
  }
  if (before.externalConnections.length > 0) {
    throw quotaExceeded(`Repository ${at.repository} already has an external connection`, "repository", id);
  }
  if (before.upstreams.length > 0) {
    throw invalid(
      `Repository ${at.repository} has upstream repositories and cannot have an external connection`,
      "OTHER",
    );
  }
  const record = { ...before, externalConnections: [input.externalConnection] };
  repositoryBucket(world.store, at.domain).set(record.name, record);
  return { repository: describeRepository(world, record) };
};

const disassociateExternalConnection: Handler = (input, { world }) => {
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
  return { repository: describeRepository(world, record) };
};

export const externalConnectionsHandlers: Readonly<Record<string, Handler>> = {
  AssociateExternalConnection: associateExternalConnection,
  DisassociateExternalConnection: disassociateExternalConnection,
};
