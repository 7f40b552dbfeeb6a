import { ReleaseError, type ReleasedPackage, type TagFact } from "@convoy/core";
import { unknownRelease, type ReleaseRecord } from "@convoy/engine";
import { allReleases, notAsked, notFound, type Records } from "../records.ts";

/** What a release claims: what is in the channel because of it, or that nothing is. */
export interface Claim {
  readonly record: ReleaseRecord;
  readonly takenBack: boolean;
  readonly packages: readonly ReleasedPackage[];
  /** The tags that stand because of it; of one that was taken back, those that it had made. */
  readonly tags: readonly TagFact["tag"][];
  readonly commit: string | null;
  /** Why the remote was not asked for its records. */
  readonly notes: readonly string[];
}

/** The claim of the release with this id, or of the newest that is done. A snapshot is thrown away, and has to be named. */
export async function claimOf(records: Records, id: string | undefined): Promise<Claim> {
  // Refuses what cannot be an id before anything is read.
  if (id !== undefined) await records.records.find(id);
  const known = await allReleases(records);
  const { releases } = known;
  const record = releases.find((one) => (id === undefined ? isMeant(one) : one.opening.id === id));
  if (record === undefined) throw notFound(known, id === undefined ? nothingReleased() : unknownRelease(id));
  if (!record.ended) throw unfinished(record);
  const later = releases.slice(0, releases.indexOf(record));
  const notes = [...notAsked(known), ...(id === undefined ? passedOver(later) : [])];
  return { ...claimIn(record, later.filter(isDone)), notes };
}

/** That the newest release is not the one that is verified must not go unsaid. */
function passedOver(later: readonly ReleaseRecord[]): readonly string[] {
  const newest = later.find((one) => !one.ended || one.state === "ABORTED" || isDone(one));
  if (newest === undefined) return [];
  const { ended, state } = newest;
  const how = !ended ? "has not ended" : state === "ABORTED" ? "was taken back" : "is a snapshot";
  return [`release ${newest.opening.id} is newer, and ${how}: it is not verified here`];
}

function isDone({ ended, state }: ReleaseRecord): boolean {
  return ended && state === "DONE";
}

function isMeant(record: ReleaseRecord): boolean {
  return isDone(record) && record.opening.snapshot === undefined;
}

function claimIn(record: ReleaseRecord, later: readonly ReleaseRecord[]): Omit<Claim, "notes"> {
  const { goal, refs, lastReport } = record;
  const packages = goal?.packages ?? [];
  const claim = { record, commit: refs?.commit ?? null };
  if (isDone(record)) return { ...claim, takenBack: false, packages, tags: lastReport?.tags ?? [] };
  // Once they are free, numbers are used again; and what was there before the release was never its own.
  const again = new Set(
    later.flatMap((one) => one.goal?.packages.map(({ name, version }) => `${name}@${version}`) ?? []),
  );
  const own = packages.filter(({ name, version }) => {
    const before = record.before.get(name)?.version ?? null;
    return before === null && !again.has(`${name}@${version}`);
  });
  const tags = own.flatMap(({ name }) => record.opening.tags[name] ?? []);
  const made = tags.filter((tag) => refs !== null && Object.hasOwn(refs.tags, tag));
  return { ...claim, takenBack: true, packages: own, tags: made };
}

function nothingReleased(): ReleaseError {
  return new ReleaseError(
    "NOTHING_RELEASED",
    "neither this clone nor the remote knows a release that is done",
    {
      hint: "`convoy verify ID` takes one that was taken back, and a snapshot, too; `convoy status` lists them all.",
    },
  );
}

function unfinished({ opening: { id } }: ReleaseRecord): ReleaseError {
  return new ReleaseError(
    "RELEASE_UNFINISHED",
    `release ${id} has not ended, so there is nothing to verify yet`,
    { hint: `\`convoy report ${id}\` tells how it stands, and how it is ended.` },
  );
}
