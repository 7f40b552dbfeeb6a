import type { Direction, PackageBefore, PackageGoal, ReleaseGoal } from "../model/goal.ts";
import type { PackageView, Presence } from "../model/registry.ts";

/** A package as last observed. What was never asked is undefined, and is never taken for absent. */
export interface PackageFacts {
  readonly stage?: Presence;
  /** The planned version as consumers of the channel see it. */
  readonly channel?: Presence;
  /** All dist-tags of the package in the channel. */
  readonly distTags?: Readonly<Record<string, string>>;
}

/** Where the refs of the release stand; `mixed` is neither before nor after, or somebody else's. */
export type RefsAt = "absent" | "ours" | "mixed";

export interface Facts {
  readonly packages: ReadonlyMap<string, PackageFacts>;
  readonly remote?: RefsAt;
  readonly local?: RefsAt;
}

/** What is wanted, what was before, what is: all that a decision depends on. */
export interface Situation {
  readonly goal: ReleaseGoal;
  /** Packages of which the registry acknowledged a write of this release: what stands there is ours, bytes or not. */
  readonly accepted: ReadonlySet<string>;
  readonly before: ReadonlyMap<string, PackageBefore>;
  readonly facts: Facts;
}

/** What is wanted, was and is, of one package. */
export interface PackageSituation {
  readonly goal: PackageGoal;
  readonly before: PackageBefore;
  readonly facts: PackageFacts;
}

/** The facts that one look at the channel gives about the planned version. */
export function factsFromView(
  version: string,
  view: PackageView,
): Required<Pick<PackageFacts, "channel" | "distTags">> {
  const integrity = view.versions.get(version);
  return {
    channel: integrity === undefined ? { kind: "absent" } : { kind: "present", integrity },
    distTags: view.distTags,
  };
}

/**
 * The dist-tags of the package that name this release's version and should not, or should and do not:
 * tag to the version that it must name, null where it must go. Tags that name other versions are not ours.
 * Forward, the planned tag must name the version; on the way back, none must.
 */
export function tagsToCorrect(
  { goal, before, facts }: PackageSituation,
  direction: Direction,
): ReadonlyMap<string, string | null> {
  const planned = direction === "forward";
  const corrections = new Map<string, string | null>();
  for (const [tag, version] of Object.entries(facts.distTags ?? {})) {
    if (version !== goal.version || (planned && tag === goal.distTag)) continue;
    const old = before.distTags[tag];
    // Registries give `latest` to the first version of a package, whatever its tag; clients break without one.
    if (planned && !before.known && tag === "latest") continue;
    if (old !== goal.version) corrections.set(tag, old ?? null);
  }
  if (planned && facts.distTags?.[goal.distTag] !== goal.version) corrections.set(goal.distTag, goal.version);
  return corrections;
}

/** The version was in the channel before the release, with the same bytes: it counts as arrived, and is not ours. */
export function wasThereBefore(goal: PackageGoal, before: PackageBefore | undefined): boolean {
  return before !== undefined && before.version === goal.integrity;
}
