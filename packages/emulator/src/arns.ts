import { ACCOUNT } from "./world.ts";
import { packageKey, type PackageAddress } from "./store/records.ts";

export function domainArn(region: string, domain: string): string {
  return `arn:aws:codeartifact:${region}:${ACCOUNT}:domain/${domain}`;
}

export function repositoryArn(region: string, domain: string, repository: string): string {
  return `arn:aws:codeartifact:${region}:${ACCOUNT}:repository/${domain}/${repository}`;
}

/** An npm package without a scope has an empty namespace: `…/npm//react`. */
export function packageArn(region: string, at: PackageAddress): string {
  return `arn:aws:codeartifact:${region}:${ACCOUNT}:package/${at.domain}/${at.repository}/${packageKey(at)}`;
}

/** What is a sign of policies in a pattern is escaped, in lower case. */
export function packageGroupArn(region: string, domain: string, pattern: string): string {
  const escaped = pattern.replace(/[*$%]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `arn:aws:codeartifact:${region}:${ACCOUNT}:package-group/${domain}${escaped}`;
}
