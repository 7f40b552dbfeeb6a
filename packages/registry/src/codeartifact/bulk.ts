import type { PackageVersionError, SuccessfulPackageVersionInfo } from "@aws-sdk/client-codeartifact";
import type { Answer } from "../replies/fault.ts";
import { wordsOf } from "../replies/words.ts";

/** The two maps with which CodeArtifact answers a change of versions; a failure comes with HTTP 200. */
export interface BulkResult {
  readonly successfulVersions?: Record<string, SuccessfulPackageVersionInfo> | undefined;
  readonly failedVersions?: Record<string, PackageVersionError> | undefined;
}

/** What became of one version. `code` is CodeArtifact's, for example `MISMATCHED_REVISION`. */
export type VersionFailure = {
  readonly kind: "version-failed";
  readonly code: string;
  readonly words: string;
};

/** The answer about this version: a failure that the maps tell is no answer. */
export function aboutVersion<T extends BulkResult>(
  answer: Answer<T>,
  version: string,
): Answer<T> | VersionFailure {
  if (answer.kind !== "answered") return answer;
  return failuresIn(answer.value).get(version) ?? answer;
}

/** By version, of those that were not changed. */
export function failuresIn({ failedVersions }: BulkResult): ReadonlyMap<string, VersionFailure> {
  const failures = Object.entries(failedVersions ?? {}).map(([version, { errorCode, errorMessage }]) => {
    const code = errorCode ?? "UNKNOWN";
    const words = wordsOf(`${code}: ${errorMessage ?? "no reason given"}`);
    return [version, { kind: "version-failed", code, words }] as const;
  });
  return new Map(failures);
}
