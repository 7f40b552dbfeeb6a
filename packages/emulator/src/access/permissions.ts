import { wholeAction, type Permission } from "./policy.ts";
import { domainArn, packageArn, packageGroupArn, repositoryArn } from "../arns.ts";
import { domainBucket, type Format, type PackageAddress, type RepositoryAddress } from "../store/records.ts";
import { ACCOUNT, type World } from "../world.ts";

/** A call of the control plane, as far as permissions go. */
export interface ControlAsk {
  readonly action: string;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
  /** From the signature; that of a domain which is not there yet. */
  readonly region: string;
}

/** What a call of the control plane needs to be allowed to do. */
export function controlPermissions(world: World, ask: ControlAsk): readonly Permission[] {
  const { action, query } = ask;
  const domain = query.get("domain");
  const tagged = query.get("resourceArn");
  if (tagged !== null) return [{ action, resource: tagged }];
  if (domain === null) return [{ action, resource: "*" }];
  const region = regionOf(world, domain, ask.region);
  const group = query.get("package-group") ?? bodyOf(ask.body)["packageGroup"];
  if (typeof group === "string") return [{ action, resource: packageGroupArn(region, domain, group) }];
  const repository = query.get("destination-repository") ?? query.get("repository");
  const bearer = action === "GetAuthorizationToken" ? [BEARER] : [];
  if (repository === null) return [{ action, resource: domainArn(region, domain) }, ...bearer];
  const name = query.get("package");
  if (name === null) return [{ action, resource: repositoryArn(region, domain, repository) }];
  const format = (query.get("format") ?? "npm") as Format;
  const at = { domain, repository, format, namespace: query.get("namespace"), name };
  const source = query.get("source-repository");
  const copy = [
    { action, resource: repositoryArn(region, domain, repository) },
    { action: READ, resource: repositoryArn(region, domain, source ?? "") },
  ];
  return [{ action, resource: packageArn(region, at) }, ...(source === null ? [] : copy)];
}

/** A token of the service is a bearer token of STS as well. */
const BEARER: Permission = {
  action: "sts:GetServiceBearerToken",
  resource: "*",
  context: { "sts:AWSServiceName": "codeartifact.amazonaws.com" },
};

/** What linking repositories to a new downstream needs beside the call's own permission. */
export function upstreamPermissions(world: World, { query, body }: ControlAsk): readonly Permission[] {
  const domain = query.get("domain") ?? "";
  const { upstreams } = bodyOf(body);
  if (!Array.isArray(upstreams)) return [];
  return upstreams.flatMap((upstream: unknown) => {
    const name = (upstream as { readonly repositoryName?: unknown } | null)?.repositoryName;
    if (typeof name !== "string") return [];
    const resource = repositoryArn(regionOf(world, domain), domain, name);
    return [{ action: "AssociateWithDownstreamRepository", resource }];
  });
}

/** Its members only; what is wrong with a body is said when it is validated. */
function bodyOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(Buffer.from(body).toString()) as Readonly<Record<string, unknown>> | null) ?? {};
  } catch {
    return {};
  }
}

const READ = "ReadFromRepository";

/** Reading any package needs one permission for the whole repository. */
export function readPermission(world: World, at: RepositoryAddress): Permission {
  return { action: READ, resource: repositoryArn(regionOf(world, at.domain), at.domain, at.repository) };
}

export function packagePermission(world: World, action: string, at: PackageAddress): Permission {
  return { action, resource: packageArn(regionOf(world, at.domain), at) };
}

/** IAM's words. `why` is the part that names the kind of policy. */
export function denialText(permission: Permission, why: string): string {
  const user = `arn:aws:iam::${ACCOUNT}:user/emulator`;
  return `User: ${user} is not authorized to perform: ${wholeAction(permission)} on resource: ${permission.resource} ${why}`;
}

function regionOf(world: World, domain: string, otherwise = "us-east-1"): string {
  return domainBucket(world.store).get(domain)?.region ?? otherwise;
}
