import type { ErrorDocument } from "@convoy/core";
import type { SnapshotRequest } from "../changesets/changes.ts";

/** What the worker reads from stdin, as JSON. */
export interface VersionRequest {
  readonly root: string;
  readonly snapshot?: SnapshotRequest;
  /** The versions that were planned, by package; see `pinVersions`. */
  readonly planned?: Readonly<Record<string, string>>;
}

/** What the worker writes as the last line of its stdout, as JSON. */
export type VersionReply =
  | { readonly kind: "applied"; readonly files: readonly string[] }
  | { readonly kind: "failed"; readonly error: ErrorDocument };
