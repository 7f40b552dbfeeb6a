import type { Direction, PackageBefore, PackageGoal, ReleaseGoal } from "../model/goal.ts";
import type { PackageView, Presence } from "../model/registry.ts";

/** A package as last observed. What was never asked is undefined, and is never taken for absent. */
export interface PackageFacts {
  readonly stage?: Presence;
  /** The planned version as consumers of the channel see it. */
  readonly channel?: Presence;
  /** The version is stored in the channel, and consumers do not see it: not yet, or no more. */
  readonly hidden?: boolean;
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
  /** The repository that the release uploads to acknowledged the upload. */
  readonly accepted: boolean;
  /** Where that was: by way of a stage, the channel gets copies of bytes that were checked there. */
  readonly uploadedTo: Place;
}

export type Place = "stage" | "channel";

/** The facts that one look at the channel gives about the planned version. */
export function factsFromView(
  version: string,
  view: PackageView,
): Required<Pick<PackageFacts, "channel" | "distTags" | "hidden">> {
  const integrity = view.versions.get(version);
  return {
    channel: integrity === undefined ? { kind: "absent" } : { kind: "present", integrity },
    distTags: view.distTags,
    hidden: false,
  };
}

/**
 * The dist-tags of the package that are to be changed: tag to the version that it must name, null where it must go.
 * Tags that name other versions are not ours.
 */
export function tagsToCorrect(
  situation: PackageSituation,
  direction: Direction,
): ReadonlyMap<string, string | null> {
  return direction === "forward" ? tagsToSet(situation) : tagsToPutBack(situation);
}

/** The planned tag must name the version, unless somebody moved it on; another that came along with it must not. */
function tagsToSet({ goal, before, facts }: PackageSituation): ReadonlyMap<string, string | null> {
  const corrections = new Map<string, string | null>();
  for (const [tag, version] of Object.entries(facts.distTags ?? {})) {
    if (version !== goal.version || tag === goal.distTag) continue;
    const old = before.distTags[tag];
    // Registries give `latest` to the first version of a package, whatever its tag; clients break without one.
    if (!before.known && tag === "latest") continue;
    if (old !== goal.version) corrections.set(tag, old ?? null);
  }
  const now = facts.distTags?.[goal.distTag];
  if (now !== goal.version && now === before.distTags[goal.distTag])
    corrections.set(goal.distTag, goal.version);
  return corrections;
}

/**
 * No tag may name a version that is to go or is gone. Of a version that stays because it was there before, only the
 * planned tag is put back; tags of one that is somebody else's are theirs.
 */
function tagsToPutBack(situation: PackageSituation): ReadonlyMap<string, string | null> {
  const { goal, before, facts } = situation;
  const ours = isOurs(situation, "channel");
  const stays = facts.channel?.kind === "present" && !ours;
  const now = facts.distTags ?? {};
  const corrections = new Map<string, string | null>();
  for (const [tag, version] of Object.entries(now)) {
    if (version !== goal.version || before.distTags[tag] === version) continue;
    if (stays && !(tag === goal.distTag && wasThereBefore(goal, before))) continue;
    corrections.set(tag, before.distTags[tag] ?? null);
  }
  // A registry takes the tags of a version along; and one that came with a version that is not shown is not shown.
  for (const tag of [goal.distTag, "latest"]) {
    const old = before.distTags[tag];
    if (ours && facts.hidden === true && now[tag] === old) corrections.set(tag, old ?? null);
    if (!ours && !stays && now[tag] === undefined && old !== undefined) corrections.set(tag, old);
  }
  return corrections;
}

/**
 * This release put it there: it has our bytes, or it lies where the registry took our upload, and other ones were
 * stored. A version that the channel had before is not ours, wherever it is seen.
 */
export function isOurs(
  { goal, before, facts, accepted, uploadedTo }: PackageSituation,
  where: Place,
): boolean {
  const presence = facts[where];
  if (presence?.kind !== "present" || wasThereBefore(goal, before)) return false;
  return presence.integrity === goal.integrity || (accepted && where === uploadedTo);
}

/** The situation of one package of the release. */
export function situationOf(
  { goal: { strategy }, before, accepted, facts }: Situation,
  goal: PackageGoal,
): PackageSituation {
  const { name } = goal;
  return {
    goal,
    before: before.get(name) ?? NEVER_SEEN,
    facts: facts.packages.get(name) ?? NOTHING_KNOWN,
    accepted: accepted.has(name),
    uploadedTo: strategy === "staged" ? "stage" : "channel",
  };
}

const NOTHING_KNOWN: PackageFacts = {};
const NEVER_SEEN: PackageBefore = { known: false, version: null, distTags: {} };

/** The version was in the channel before the release, with the same bytes: it counts as arrived, and is not ours. */
export function wasThereBefore(goal: PackageGoal, before: PackageBefore | undefined): boolean {
  return before !== undefined && before.version === goal.integrity;
}
