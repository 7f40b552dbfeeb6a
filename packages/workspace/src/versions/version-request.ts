import type { ErrorDocument } from "@convoy/core";
import type { ReadChangesOptions } from "../changesets/read-changes.ts";

/** What the worker reads from stdin, as JSON. */
export interface VersionRequest extends ReadChangesOptions {
  readonly root: string;
  /** The versions that were planned, by package; see `pinVersions`. */
  readonly planned?: Readonly<Record<string, string>>;
}

/** What the worker writes as the last line of its stdout, as JSON. */
export type VersionReply =
  | { readonly kind: "applied"; readonly files: readonly string[] }
  | { readonly kind: "failed"; readonly error: ErrorDocument };
