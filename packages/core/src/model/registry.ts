import type { ErrorDocument } from "./error.ts";

/** A version in one repository, as last observed. */
export type Presence =
  | { readonly kind: "absent" }
  | { readonly kind: "present"; readonly integrity: string; readonly revision?: string };

/** A package as consumers of a repository see it. A package that does not exist has no versions and no tags. */
export interface PackageView {
  /** Version to integrity (`sha512-…`); an empty string where the registry states none. */
  readonly versions: ReadonlyMap<string, string>;
  readonly distTags: Readonly<Record<string, string>>;
}

/**
 * What the answer to a write says. It is never the last word: what the registry shows afterwards is.
 * `unclear` is a lost or broken reply, after which the write may have landed.
 */
export type WriteReply =
  | { readonly kind: "accepted" }
  | { readonly kind: "exists"; readonly error?: ErrorDocument }
  | { readonly kind: "unclear"; readonly error: ErrorDocument }
  | { readonly kind: "refused"; readonly error: ErrorDocument };

/** What came of taking a version out of a repository. */
export type RemoveReply =
  | { readonly kind: "removed" }
  | { readonly kind: "absent" }
  /** The version is no longer the one that this release put there; it was left alone. */
  | { readonly kind: "changed" }
  | { readonly kind: "unclear"; readonly error: ErrorDocument }
  | { readonly kind: "refused"; readonly error: ErrorDocument };
