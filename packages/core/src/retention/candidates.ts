import semver from "semver";
import { expiryOf, isSnapshotVersion, isTagOfSnapshot } from "../snapshots/expiry.ts";
import type {
  PruneAction,
  Removal,
  RetentionRules,
  StoredPackage,
  StoredStatus,
  StoredVersion,
} from "./stored.ts";

export interface RetentionInput {
  readonly packages: readonly StoredPackage[];
  readonly rules: RetentionRules;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `name@version` of what belongs to a release that has not ended. */
  readonly untouchable: ReadonlySet<string>;
}

/** The versions of one package that the rules let go, dist-tags heeded; what needs them is not looked at here. */
export function candidatesOf(one: StoredPackage, input: RetentionInput): readonly Removal[] {
  const newest = newestOf(one, input.rules);
  return one.versions.flatMap((stored): Removal[] => {
    const { version, status, revision } = stored;
    const rule = ruleFor(stored, one, { ...input, newest });
    const tags = Object.keys(one.distTags).filter((tag) => one.distTags[tag] === version);
    if (rule === undefined || !hasEffect(rule.action, status)) return [];
    if (input.untouchable.has(`${one.name}@${version}`)) return [];
    if (!tags.every((tag) => isTagOfSnapshot(tag, version))) return [];
    return [
      { name: one.name, version, status, ...(revision === undefined ? {} : { revision }), ...rule, tags },
    ];
  });
}

interface Circumstances extends RetentionInput {
  /** Releases that are young enough by their number. */
  readonly newest: ReadonlySet<string>;
}

function ruleFor(
  { version, publishedAt }: StoredVersion,
  { own }: StoredPackage,
  { rules, now, newest }: Circumstances,
): Pick<Removal, "action" | "because"> | undefined {
  const { snapshots, versions } = rules;
  const expiry = expiryOf(version);
  if (expiry !== undefined)
    return expiry <= now ? { action: snapshots.action, because: "expired" } : undefined;
  if (!own) return undefined;
  const age = publishedAt === undefined ? undefined : now - publishedAt;
  if (isSnapshotVersion(version))
    return isOlder(age, snapshots.age) ? { action: snapshots.action, because: "snapshot" } : undefined;
  if (versions === undefined || newest.has(version) || !isOlder(age, versions.age)) return undefined;
  return { action: versions.action, because: "old" };
}

/** What nobody knows the age of is not old. */
function isOlder(age: number | undefined, limit: number): boolean {
  return age !== undefined && age >= limit;
}

function newestOf({ versions }: StoredPackage, { versions: rule }: RetentionRules): ReadonlySet<string> {
  const shown = versions
    .filter(({ version, status }) => status === "Published" && !isSnapshotVersion(version))
    .map(({ version }) => version)
    .filter((version) => semver.valid(version) !== null);
  return new Set(shown.toSorted(semver.rcompare).slice(0, rule?.keep ?? 0));
}

const REACHES: Readonly<Record<PruneAction, readonly StoredStatus[]>> = {
  unlist: ["Published"],
  archive: ["Published", "Unlisted"],
  delete: ["Published", "Unlisted", "Archived", "Disposed"],
};

function hasEffect(action: PruneAction, status: StoredStatus): boolean {
  return REACHES[action].includes(status);
}

/** The versions whose age decides, and is not known yet. The marked ones need none: they say when they expire. */
export function agesToAsk(one: StoredPackage, input: RetentionInput): readonly string[] {
  const aged = one.versions.map((stored) => ({
    ...stored,
    publishedAt: stored.publishedAt ?? Number.NEGATIVE_INFINITY,
  }));
  const candidates = candidatesOf({ ...one, versions: aged }, input);
  return candidates.filter(({ because }) => because !== "expired").map(({ version }) => version);
}
