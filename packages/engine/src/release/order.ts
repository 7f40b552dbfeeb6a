import type { FailurePolicy, PackageView, ReleasePlan } from "@convoy/core";
import type { ReleaseVerb } from "../journal/entry.ts";
import type { PreparedRefs } from "../ports.ts";

/** What the user asked for, settled. */
export interface ReleaseOrder {
  readonly verb: ReleaseVerb;
  readonly plan: ReleasePlan;
  readonly onFailure: FailurePolicy;
  /** Package name to the name of its git tag; no entry: the package gets no tag. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * A commit and tags that somebody, such as `nx release`, has made for this release before it began. They are taken
   * back with it; with tags of our own to push, the commit is pushed along with them.
   */
  readonly made?: PreparedRefs;
  /** The message of the release commit; `publish` makes none. */
  readonly commitMessage: string;
  /** Throw-away versions: published, and neither committed nor tagged. */
  readonly snapshot?: string;
  /** How long to wait for another release that is being carried out, in milliseconds; 0: it refuses this one. */
  readonly waitMs: number;
  /** The packages as the channel showed them when the plan was made; those that are here are not looked at again. */
  readonly seen?: ReadonlyMap<string, PackageView>;
}
