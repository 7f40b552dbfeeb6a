import { invalid } from "../errors.ts";
import {
  versionBucket,
  type PackageAddress,
  type VersionRecord,
  type VersionStatus,
} from "../store/records.ts";
import type { World } from "../world.ts";

export type FailureCode =
  | "ALREADY_EXISTS"
  | "MISMATCHED_REVISION"
  | "MISMATCHED_STATUS"
  | "NOT_ALLOWED"
  | "NOT_FOUND"
  | "SKIPPED";

/** The two maps of the bulk calls. One failure turns every other version into SKIPPED. */
export interface BulkResult {
  readonly successfulVersions: Readonly<
    Record<string, { readonly revision: string; readonly status: string }>
  >;
  readonly failedVersions: Readonly<
    Record<string, { readonly errorCode: FailureCode; readonly errorMessage: string }>
  >;
}

export interface BulkRequest {
  readonly versions: readonly string[];
  readonly expectedStatus?: VersionStatus;
  readonly versionRevisions?: Readonly<Record<string, string>>;
}

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

/** What a bulk call does to each of its versions. */
export interface BulkChange extends BulkRequest {
  /** Whether it may touch versions that are Disposed. */
  readonly evenDisposed: boolean;
  /** Answers the status that the version has then. */
  change(version: VersionRecord): string;
}

/** Changes all of the versions, or none of them. */
export function changeAll(world: World, at: PackageAddress, request: BulkChange): BulkResult {
  refuseOtherRevisions(request);
  const versions = versionBucket(world.store, at);
  const names = [...new Set(request.versions)];
  const failures = new Map<string, Failure>();
  for (const name of names) {
    const failure = failureOf(versions.get(name), name, request);
    if (failure !== undefined) failures.set(name, failure);
  }
  if (failures.size > 0) return skipOthers(names, failures, (name) => `version ${name} is skipped`);
  const changed = names.flatMap((name) => {
    const version = versions.get(name);
    return version === undefined
      ? []
      : [[name, { revision: version.revision, status: request.change(version) }]];
  });
  return { successfulVersions: Object.fromEntries(changed), failedVersions: {} };
}

function failureOf(
  version: VersionRecord | undefined,
  name: string,
  request: BulkChange,
): Failure | undefined {
  if (version === undefined) return { code: "NOT_FOUND", message: `Could not find version ${name}` };
  const { expectedStatus, versionRevisions, evenDisposed } = request;
  if (expectedStatus !== undefined && expectedStatus !== version.status) {
    const message = `current status: ${version.status}, expected status: ${expectedStatus}`;
    return { code: "MISMATCHED_STATUS", message };
  }
  const revision = versionRevisions?.[name];
  if (revision !== undefined && revision !== version.revision) return mismatchedRevision(version, revision);
  if (version.status === "Disposed" && !evenDisposed) {
    return { code: "NOT_ALLOWED", message: `version ${name} is Disposed and can only be deleted` };
  }
  return undefined;
}

export function mismatchedRevision(version: VersionRecord, expected: string): Failure {
  const message = `current revision: ${version.revision}, expected revision: ${expected}`;
  return { code: "MISMATCHED_REVISION", message };
}

/** The answer when some versions failed: all the others were skipped. */
export function skipOthers(
  names: readonly string[],
  failures: ReadonlyMap<string, Failure>,
  skipped: (name: string) => string,
): BulkResult {
  const entries = names.map((name) => {
    const failure = failures.get(name) ?? { code: "SKIPPED" as const, message: skipped(name) };
    return [name, { errorCode: failure.code, errorMessage: failure.message }] as const;
  });
  return { successfulVersions: {}, failedVersions: Object.fromEntries(entries) };
}

function refuseOtherRevisions({ versions, versionRevisions }: BulkRequest): void {
  if (versionRevisions === undefined) return;
  const named = Object.keys(versionRevisions);
  if (named.length === new Set(versions).size && named.every((name) => versions.includes(name))) return;
  throw invalid("versions and versionRevisions must name the same package versions", "OTHER");
}
