import type { FailurePolicy, PackageView, ReleasePlan } from "@convoy/core";
import type { ReleaseVerb } from "../journal/entry.ts";

/** What the user asked for, settled. */
export interface ReleaseOrder {
  readonly verb: ReleaseVerb;
  readonly plan: ReleasePlan;
  readonly onFailure: FailurePolicy;
  /** Package name to the name of its git tag; no entry: the package gets no tag. */
  readonly tags: Readonly<Record<string, string>>;
  /** The message of the release commit; `publish` makes none. */
  readonly commitMessage: string;
  /** Throw-away versions: published, and neither committed nor tagged. */
  readonly snapshot?: string;
  /** How long to wait for another release that is being carried out, in milliseconds; 0: it refuses this one. */
  readonly waitMs: number;
  /** The packages as the channel showed them when the plan was made; those that are here are not looked at again. */
  readonly seen?: ReadonlyMap<string, PackageView>;
}
