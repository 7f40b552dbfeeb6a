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

export function packageGroupArn(region: string, domain: string, pattern: string): string {
  return `arn:aws:codeartifact:${region}:${ACCOUNT}:package-group/${domain}${pattern}`;
}
