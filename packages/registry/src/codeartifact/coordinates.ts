import type { Permission } from "../replies/permission.ts";

/** A package as CodeArtifact addresses it: the scope without its `@`, apart from the name. */
export interface PackageCoordinate {
  readonly format: "npm";
  readonly namespace?: string;
  readonly package: string;
}

export function coordinateOf(name: string): PackageCoordinate {
  const { scope, bare } = parts(name);
  return { format: "npm", ...(scope === "" ? {} : { namespace: scope }), package: bare };
}

/** The name of the package that CodeArtifact addresses so; an unscoped one may have an empty namespace. */
export function nameOf(namespace: string | undefined, bare: string): string {
  return namespace ? `@${namespace}/${bare}` : bare;
}

/** What ARNs of the domain are made of. */
export interface DomainPlace {
  readonly region: string;
  /** The account; unknown where the settings name none. */
  readonly owner: string | undefined;
  readonly domain: string;
}

export function onDomain(place: DomainPlace, operation: string): Permission {
  return permission(place, operation, `domain/${place.domain}`);
}

export function onRepository(place: DomainPlace, repository: string, operation: string): Permission {
  return permission(place, operation, `repository/${place.domain}/${repository}`);
}

/** An unscoped package has an empty namespace there. */
export function onPackage(
  place: DomainPlace,
  [repository, name]: readonly [string, string],
  operation: string,
): Permission {
  const { scope, bare } = parts(name);
  return permission(place, operation, `package/${place.domain}/${repository}/npm/${scope}/${bare}`);
}

/** A pattern begins with a slash; what is a sign of policies in it is escaped in ARNs. */
export function onPackageGroup(place: DomainPlace, pattern: string, operation: string): Permission {
  const escaped = pattern.replace(/[*$%]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return permission(place, operation, `package-group/${place.domain}${escaped}`);
}

function permission({ region, owner }: DomainPlace, operation: string, path: string): Permission {
  return {
    action: `codeartifact:${operation}`,
    resource: `arn:${partitionOf(region)}:codeartifact:${region}:${owner ?? "*"}:${path}`,
  };
}

export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function parts(name: string): { scope: string; bare: string } {
  const slash = name.indexOf("/");
  return name.startsWith("@") && slash > 0
    ? { scope: name.slice(1, slash), bare: name.slice(slash + 1) }
    : { scope: "", bare: name };
}
