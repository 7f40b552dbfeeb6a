import type { Permission } from "./policy.ts";
import { domainArn, packageArn, packageGroupArn, repositoryArn } from "../arns.ts";
import { domainBucket, type Format, type PackageAddress, type RepositoryAddress } from "../store/records.ts";
import { ACCOUNT, type World } from "../world.ts";

/** What a call of the control plane needs to be allowed to do. */
export function controlPermissions(
  world: World,
  action: string,
  query: URLSearchParams,
): readonly Permission[] {
  const domain = query.get("domain");
  const tagged = query.get("resourceArn");
  if (tagged !== null) return [{ action, resource: tagged }];
  if (domain === null) return [{ action, resource: "*" }];
  const region = regionOf(world, domain);
  const group = query.get("package-group");
  if (group !== null) return [{ action, resource: packageGroupArn(region, domain, group) }];
  const repository = query.get("destination-repository") ?? query.get("repository");
  if (repository === null) return [{ action, resource: domainArn(region, domain) }];
  const name = query.get("package");
  if (name === null) return [{ action, resource: repositoryArn(region, domain, repository) }];
  const format = (query.get("format") ?? "npm") as Format;
  const at = { domain, repository, format, namespace: query.get("namespace"), name };
  const source = query.get("source-repository");
  const reads = source === null ? [] : [{ action: READ, resource: repositoryArn(region, domain, source) }];
  return [{ action, resource: packageArn(region, at) }, ...reads];
}

/** What linking repositories to a new downstream needs beside the call's own permission. */
export function upstreamPermissions(
  world: World,
  query: URLSearchParams,
  body: Uint8Array,
): readonly Permission[] {
  const domain = query.get("domain");
  const upstreams = domain === null ? undefined : namedUpstreams(body);
  return (upstreams ?? []).map((name) => ({
    action: "AssociateWithDownstreamRepository",
    resource: repositoryArn(regionOf(world, domain ?? ""), domain ?? "", name),
  }));
}

/** Names only; what is wrong with the body is said when it is validated. */
function namedUpstreams(body: Uint8Array): readonly string[] {
  try {
    const { upstreams } = JSON.parse(Buffer.from(body).toString()) as { readonly upstreams?: unknown };
    if (!Array.isArray(upstreams)) return [];
    return upstreams.flatMap((upstream: unknown) => {
      const name = (upstream as { readonly repositoryName?: unknown } | null)?.repositoryName;
      return typeof name === "string" ? [name] : [];
    });
  } catch {
    return [];
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
export function denialText({ action, resource }: Permission, why: string): string {
  const user = `arn:aws:iam::${ACCOUNT}:user/emulator`;
  return `User: ${user} is not authorized to perform: codeartifact:${action} on resource: ${resource} ${why}`;
}

function regionOf(world: World, domain: string): string {
  return domainBucket(world.store).get(domain)?.region ?? "us-east-1";
}
