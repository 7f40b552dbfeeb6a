import { OPERATIONS, type Operation } from "./operations.ts";
import { HANDLERS } from "./handlers.ts";
import { readInput } from "./input.ts";
import { readSignature, verifySignature } from "../access/signature.ts";
import type { Permission } from "../access/policy.ts";
import { controlPermissions, upstreamPermissions } from "../access/permissions.ts";
import { invalid, type ServiceError } from "../errors.ts";
import { json, type Answer, type Call } from "../exchange.ts";
import type { Prepared, Subject } from "../plane.ts";
import type { World } from "../world.ts";

const byRoute: ReadonlyMap<string, Operation> = new Map(
  OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation]),
);

/** Recognises a call of the control plane. Everything under `/v1/` is one, known or not. */
export function prepareControl(call: Call, world: World): Prepared {
  const operation = byRoute.get(`${call.method} ${call.path}`);
  const subject = subjectOf(operation, call);
  return {
    subject,
    renderError,
    authenticate: () => authenticate(call, world),
    permissions: () => permissionsOf(world, subject.operation, call),
    perform: (effects) => perform(operation, call, { ...world, effects }),
  };
}

function permissionsOf(world: World, action: string, call: Call): readonly Permission[] {
  const { region } = readSignature(call);
  const ask = { action, query: new URLSearchParams(call.query), body: call.body, region };
  const own = controlPermissions(world, ask);
  const links = action === "CreateRepository" || action === "UpdateRepository";
  return links ? [...own, ...upstreamPermissions(world, ask)] : own;
}

function authenticate(call: Call, { credentials }: World): void {
  const signature = readSignature(call);
  if (credentials !== undefined) verifySignature(call, signature, credentials);
}

function perform(operation: Operation | undefined, call: Call, world: World): Answer {
  const handler = operation === undefined ? undefined : HANDLERS[operation.name];
  if (operation === undefined || handler === undefined) {
    throw invalid(`Unknown operation: ${call.method} ${call.path.slice(0, 200)}`, "UNKNOWN_OPERATION");
  }
  const { origin, body, headers } = call;
  const { region } = readSignature(call);
  const output = handler(readInput(operation, call), { world, region, origin, body, headers });
  return "raw" in output
    ? (output.raw as Answer)
    : json(200, output, { "x-amzn-requestid": crypto.randomUUID() });
}

function subjectOf(operation: Operation | undefined, call: Call): Subject {
  const query = new URLSearchParams(call.query);
  const [namespace, name] = [query.get("namespace"), query.get("package")];
  const scope = query.get("format") === "npm" ? `@${namespace}` : namespace;
  return {
    plane: "control",
    operation: operation?.name ?? "Unknown",
    repository: query.get("destination-repository") ?? query.get("repository"),
    package: name === null || namespace === null ? name : `${scope}/${name}`,
    version: query.get("version") ?? namedVersions(operation, call),
  };
}

function namedVersions(operation: Operation | undefined, call: Call): string | null {
  if (operation?.body.some((word) => word.startsWith("versions")) !== true) return null;
  try {
    const body = JSON.parse(Buffer.from(call.body).toString()) as {
      versions?: unknown;
      versionRevisions?: unknown;
    } | null;
    if (Array.isArray(body?.versions)) return body.versions.join(",");
    return typeof body?.versionRevisions === "object"
      ? Object.keys(body.versionRevisions ?? {}).join(",")
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null; // the handler says what is wrong with it
    throw error;
  }
}

function renderError(error: ServiceError): Answer {
  const headers = {
    "x-amzn-errortype": error.name,
    "x-amzn-requestid": crypto.randomUUID(),
    ...error.headers,
  };
  return json(error.status, { message: error.message, ...error.members }, headers);
}
