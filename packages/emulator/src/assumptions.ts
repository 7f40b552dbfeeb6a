import { EmulatorError } from "./errors.ts";

/**
 * What nobody documents about the service. Each is one answer that the emulator gives until somebody with an
 * account knows better; each can be set to another answer, so that a program can be tested under both.
 */
export interface Assumptions {
  /** A second publish of the same version with the same bytes. */
  readonly identicalPublish: "accept" | "conflict";
  /** Whether a second publish with the same bytes but another manifest counts as the same. */
  readonly identicalPublishMetadata: "ignore" | "must-match";
  /** Whether the dist-tags of an accepted second publish are applied. */
  readonly identicalPublishTags: "apply" | "ignore";
  /** A publish of a version that is there as Unlisted. */
  readonly publishOverUnlisted: "as-published" | "conflict";
  /** HTTP status when the package's origin control blocks publishing. */
  readonly publishBlockedStatus: 400 | 403 | 409;
  /** Whether the very first publish of a package also sets `latest` when it carries another tag. */
  readonly firstPublishSetsLatest: boolean;
  /** A dist-tag whose version is deleted: gone, left dangling, or moved to the newest version that is left. */
  readonly tagOfDeletedVersion: "dropped" | "kept" | "moved";
  /** A dist-tag whose version is Unlisted, Archived or Disposed, as clients see it. */
  readonly tagOfHiddenVersion: "hidden" | "shown";
  /** `npm dist-tag rm PACKAGE latest`. */
  readonly removingLatest: "allow" | "refuse";
  /** Status in the destination after copying a version that is not Published. */
  readonly statusAfterCopy: "kept" | "Published";
  readonly revisionOfCopy: "kept" | "new";
  /** Origin controls of a package whose first version came by CopyPackageVersions. */
  readonly originAfterCopy: "as-published" | "as-ingested" | "open";
  /** Whether a publish control of BLOCK in the destination also stops CopyPackageVersions. */
  readonly publishBlockStopsCopy: boolean;
  /** Whether an upstream control of BLOCK also keeps the upstream's dist-tags out. */
  readonly upstreamBlockStopsTags: boolean;
  /** A package none of whose versions is Published, for an npm client. */
  readonly emptyPackument: "not-found" | "empty";
  /** Whether the full packument says when each version was published. */
  readonly packumentTimes: boolean;
  /** Whether the full packument has the readme of its newest version. */
  readonly packumentReadme: boolean;
  /** The hashes that `dist` shows: `shasum` and `integrity`, or those of the two that the publisher stated. */
  readonly distHashes: "both" | "as-published";
  /** Status of the redirect to a tarball. */
  readonly tarballRedirect: 301 | 302 | 307;
  /** How a scoped name stands in `dist.tarball`. */
  readonly tarballScope: "slash" | "escaped";
  /** The second attachment that `npm publish --provenance` sends. */
  readonly provenanceAttachment: "ignore" | "refuse";
  /** Status of whoami, search and audit, which the service does not have. */
  readonly unsupportedStatus: 404 | 405 | 501;
  /** Whether a 429 of the npm plane says in `Retry-After` when to come back. */
  readonly npmRetryAfter: boolean;
  /** The member of a 429 of the npm plane that has its text. */
  readonly npmThrottlingText: "error" | "message";
  /** Whether npm publishes count against the quota of PublishPackageVersion as well. */
  readonly npmPublishQuota: "write" | "publish";
  /** The action that setting a dist-tag or deprecating needs. */
  readonly metadataAction: "PutPackageMetadata" | "PublishPackageVersion";
  /** The most assets that a version of a generic package can have. */
  readonly assetsPerVersion: 150 | 350;
  /** Whether every domain has the package group `/*`, or only one in which it was made. */
  readonly rootPackageGroup: "always" | "when-created";
}

/** The answers to each assumption, the default one first. */
export const ASSUMPTION_ANSWERS: { readonly [Name in keyof Assumptions]: readonly Assumptions[Name][] } = {
  identicalPublish: ["accept", "conflict"],
  identicalPublishMetadata: ["ignore", "must-match"],
  identicalPublishTags: ["apply", "ignore"],
  publishOverUnlisted: ["as-published", "conflict"],
  publishBlockedStatus: [403, 400, 409],
  firstPublishSetsLatest: [false, true],
  tagOfDeletedVersion: ["dropped", "kept", "moved"],
  tagOfHiddenVersion: ["hidden", "shown"],
  removingLatest: ["allow", "refuse"],
  statusAfterCopy: ["kept", "Published"],
  revisionOfCopy: ["kept", "new"],
  originAfterCopy: ["as-published", "as-ingested", "open"],
  publishBlockStopsCopy: [false, true],
  upstreamBlockStopsTags: [true, false],
  emptyPackument: ["not-found", "empty"],
  packumentTimes: [true, false],
  packumentReadme: [true, false],
  distHashes: ["both", "as-published"],
  tarballRedirect: [302, 301, 307],
  tarballScope: ["slash", "escaped"],
  provenanceAttachment: ["ignore", "refuse"],
  unsupportedStatus: [404, 405, 501],
  npmRetryAfter: [true, false],
  npmThrottlingText: ["error", "message"],
  npmPublishQuota: ["write", "publish"],
  metadataAction: ["PutPackageMetadata", "PublishPackageVersion"],
  assetsPerVersion: [150, 350],
  rootPackageGroup: ["always", "when-created"],
};

export const DEFAULT_ASSUMPTIONS: Assumptions = Object.fromEntries(
  Object.entries(ASSUMPTION_ANSWERS).map(([name, [answer]]) => [name, answer]),
) as unknown as Assumptions;

/** Reads `NAME=ANSWER`, as a command line has them. Throws an `EmulatorError` that names what would be right. */
export function parseAssumptions(texts: readonly string[]): Partial<Assumptions> {
  return Object.fromEntries(texts.map(parseAssumption));
}

function parseAssumption(text: string): readonly [name: string, answer: unknown] {
  const mark = text.indexOf("=");
  const name = mark === -1 ? text : text.slice(0, mark);
  if (!Object.hasOwn(ASSUMPTION_ANSWERS, name)) {
    const names = Object.keys(ASSUMPTION_ANSWERS).join(", ");
    throw notAssumed(`no assumption is called ${name}`, `The assumptions are ${names}.`);
  }
  const answers = ASSUMPTION_ANSWERS[name as keyof Assumptions];
  const answer = answers.find((candidate) => String(candidate) === text.slice(name.length + 1));
  if (mark !== -1 && answer !== undefined) return [name, answer];
  throw notAssumed(
    mark === -1 ? `${name} is given no answer` : `${text} is no answer that is known`,
    `Write ${answers.map((candidate) => `${name}=${candidate}`).join(" or ")}.`,
  );
}

function notAssumed(message: string, hint: string): EmulatorError {
  return new EmulatorError("ASSUMPTION_UNKNOWN", message, { hint });
}
