import { coordinateOf, onDomain, onPackage, onRepository, type DomainPlace } from "../coordinates.ts";

/** What roles are about: the target, and the names of the packages that are released to it. */
export interface PolicySubject {
  readonly place: DomainPlace;
  readonly channel: string;
  readonly stage?: string;
  /** The repository that public packages come through. */
  readonly upstream?: string;
  readonly names: readonly string[];
}

/** More names without a scope than this are one pattern: a policy of a role has room for 10 240 signs. */
const MOST_BARE = 20;

export function domainArn({ place }: PolicySubject): string {
  return onDomain(place, "").resource;
}

/** The channel, and the stage where there is one. */
export function repositoriesOf({ channel, stage }: PolicySubject): readonly string[] {
  return stage === undefined ? [channel] : [channel, stage];
}

export function repositoryArns({ place }: PolicySubject, names: readonly string[]): readonly string[] {
  return names.map((name) => onRepository(place, name, "").resource);
}

/** The workspace's packages in a repository: its scopes whole, and its names that have none. */
export function packageArns({ place, names }: PolicySubject, repository: string): readonly string[] {
  const coordinates = names.map(coordinateOf);
  const scopes = [...new Set(coordinates.flatMap(({ namespace }) => namespace ?? []))].toSorted();
  const bare = coordinates.flatMap((one) => (one.namespace === undefined ? one.package : [])).toSorted();
  const patterns = [...scopes.map((scope) => `@${scope}/*`), ...(bare.length > MOST_BARE ? ["*"] : bare)];
  return patterns.map((pattern) => onPackage(place, [repository, pattern], "").resource);
}
