import semver from "semver";

/** Everything that may say under which dist-tag a package is published. */
export interface DistTagRules {
  /** The user's word for this run; it stands above all. */
  readonly override?: string;
  /** The tag of a snapshot release. */
  readonly snapshot?: string;
  /** The tag of pre mode. */
  readonly pre?: string;
  /** The lane of a package, for the prereleases that it makes there. */
  readonly lanes?: ReadonlyMap<string, string>;
  /** `publishConfig.tag` by package. */
  readonly configured?: ReadonlyMap<string, string>;
}

/** Answers the dist-tag of a package at a version. */
export type DistTagOf = (name: string, version: string) => string;

/**
 * The dist-tag of each package: the override, the snapshot's, pre mode's, its lane's, that of `publishConfig.tag`; else `latest`
 * for a release, and for a prerelease what its version calls itself (`2.0.0-beta.1`: `beta`), or `next`.
 */
export function distTagsBy(rules: DistTagRules): DistTagOf {
  return (name, version) =>
    rules.override ??
    rules.snapshot ??
    rules.pre ??
    laneIn(version, rules.lanes?.get(name)) ??
    rules.configured?.get(name) ??
    tagOfVersion(version);
}

/** A tag that npm takes: not empty, safe in a URL, and no range, for which it would be mistaken. */
export function isDistTag(tag: string): boolean {
  return tag !== "" && tag === encodeURIComponent(tag) && semver.validRange(tag) === null;
}

function laneIn(version: string, lane: string | undefined): string | undefined {
  return lane !== undefined && semver.prerelease(version)?.[0] === lane ? lane : undefined;
}

function tagOfVersion(version: string): string {
  const identifiers = semver.prerelease(version);
  if (identifiers === null) return "latest";
  const [word] = identifiers.flatMap((identifier) => /^[a-z]+/i.exec(String(identifier))?.[0] ?? []);
  // A snapshot `0.0.0-canary-2026` is called `canary`; a word that npm reads as a range (`x`) calls nothing.
  return word !== undefined && isDistTag(word) ? word : "next";
}
