/** The version stands in the registry with other bytes than planned. */
export interface Conflict {
  readonly name: string;
  readonly version: string;
  readonly where: "stage" | "channel";
  readonly expected: string;
  readonly found: string;
}

/**
 * What to do next. A move over several packages leaves their order to the ready set: uploads to the stage have
 * none, `promote` and `publish` go dependencies first, `withdraw` dependents first.
 */
export type Move =
  /** Read these again before anything is decided about them. */
  | {
      readonly kind: "observe";
      readonly channel: readonly string[];
      readonly stage: readonly string[];
      readonly refs: boolean;
    }
  | { readonly kind: "stage"; readonly names: readonly string[] }
  /** The commit point: branch and tags in one atomic push. */
  | { readonly kind: "commit" }
  | { readonly kind: "promote"; readonly names: readonly string[] }
  | { readonly kind: "publish"; readonly names: readonly string[] }
  /** Put dist-tags right whose version is where it should be. */
  | { readonly kind: "tag"; readonly names: readonly string[] }
  /** Bring this clone's branch, tags and index to what was pushed. */
  | { readonly kind: "adopt" }
  /** Take this release's dist-tags and versions out of the channel. */
  | { readonly kind: "withdraw"; readonly names: readonly string[] }
  /** Take this release's versions out of the stage. */
  | { readonly kind: "discard"; readonly names: readonly string[] }
  /** Take the refs back. */
  | { readonly kind: "retract" }
  | { readonly kind: "stop"; readonly conflicts: readonly Conflict[] }
  | { readonly kind: "finish" };
