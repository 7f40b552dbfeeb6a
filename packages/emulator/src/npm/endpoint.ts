import { ACCOUNT } from "../world.ts";
import type { RepositoryAddress } from "../store/records.ts";

/**
 * The endpoint of a repository for package managers. The service has domain and owner in the host name; one
 * loopback address serves every domain, so they are in the path here. Ends with a slash.
 */
export function endpointOf(origin: string, at: RepositoryAddress, format: string): string {
  return `${origin}/d/${at.domain}-${ACCOUNT}/${format}/${at.repository}/`;
}

const ENDPOINT =
  /^\/d\/([a-z][a-z0-9-]{0,48}[a-z0-9])-(\d{12})\/npm\/([A-Za-z0-9][A-Za-z0-9._-]{1,99})(?:\/(.*))?$/;

/** The repository that a path belongs to, and the rest of the path, still percent-encoded. */
export function parseEndpoint(
  path: string,
): { readonly at: RepositoryAddress; readonly owner: string; readonly rest: string } | undefined {
  const match = ENDPOINT.exec(path);
  if (match === null) return undefined;
  const [, domain = "", owner = "", repository = "", rest = ""] = match;
  return { at: { domain, repository }, owner, rest };
}
