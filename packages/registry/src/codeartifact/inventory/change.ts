import type { PruneAction, StoredStatus, StoredVersion } from "@convoy/core";
import type { ChangeOutcome } from "../../inventory.ts";
import { errorOf, isContainer, type Errand } from "../../replies/error-of.ts";
import type { Answer } from "../../replies/fault.ts";
import { failuresIn, type BulkResult, type VersionFailure } from "../bulk.ts";
import { deleteVersions, meaningOf, updateStatus } from "../change-versions.ts";
import type { RepositoryPlace } from "../place.ts";
import { listVersions } from "./list.ts";

/** The most versions that one request takes. */
const BATCH = 100;

type Outcomes = Map<string, ChangeOutcome>;

/** One kind of request about versions of a package. */
interface Change {
  readonly place: RepositoryPlace;
  readonly name: string;
  readonly errand: Errand;
  readonly send: (batch: readonly StoredVersion[]) => Promise<Answer<BulkResult>>;
  /** The status afterwards; null: the version is gone. */
  readonly to: StoredStatus | null;
}

/** See `Inventory.change`. */
export async function changeVersions(
  place: RepositoryPlace,
  { name, action }: { readonly name: string; readonly action: PruneAction },
  versions: readonly StoredVersion[],
): Promise<ReadonlyMap<string, ChangeOutcome>> {
  const outcomes: Outcomes = new Map();
  for (const status of new Set(versions.map((stored) => stored.status))) {
    const alike = versions.filter((stored) => stored.status === status);
    for (let at = 0; at < alike.length; at += BATCH)
      await changeBatch(place, { name, action, status }, { batch: alike.slice(at, at + BATCH), outcomes });
  }
  return outcomes;
}

interface Wanted {
  readonly name: string;
  readonly action: PruneAction;
  /** Of every version of the batch. */
  readonly status: StoredStatus;
}

interface Batch {
  readonly batch: readonly StoredVersion[];
  readonly outcomes: Outcomes;
}

async function changeBatch(
  place: RepositoryPlace,
  wanted: Wanted,
  { batch, outcomes }: Batch,
): Promise<void> {
  const { name, action, status } = wanted;
  if (action !== "delete") return carry(hiding(place, wanted), batch, outcomes);
  const hidden = status === "Archived" || status === "Disposed";
  if (hidden) return carry(deleting(place, name, status), batch, outcomes);
  await carry(hiding(place, { ...wanted, action: "archive" }), batch, outcomes);
  const archived = batch.filter(({ version }) => outcomes.get(version)?.kind === "done");
  if (archived.length > 0) await carry(deleting(place, name, "Archived"), archived, outcomes);
}

function hiding(place: RepositoryPlace, { name, action, status }: Wanted): Change {
  const to = action === "unlist" ? "Unlisted" : "Archived";
  const errand = { doing: `${action} versions of ${name}`, where: place.plane.label };
  const send: Change["send"] = (batch) =>
    updateStatus(place, errand, {
      name,
      versions: batch.map(({ version }) => version),
      ...revisionsOf(batch),
      expectedStatus: status,
      targetStatus: to,
    });
  return { place, name, errand, send, to };
}

function revisionsOf(batch: readonly StoredVersion[]): { versionRevisions?: Record<string, string> } {
  const known = batch.flatMap(({ version, revision }) =>
    revision === undefined ? [] : [[version, revision] as const],
  );
  return known.length === batch.length ? { versionRevisions: Object.fromEntries(known) } : {};
}

function deleting(place: RepositoryPlace, name: string, expectedStatus: StoredStatus): Change {
  const errand = { doing: `delete versions of ${name}`, where: place.plane.label };
  const send: Change["send"] = (batch) =>
    deleteVersions(place, errand, { name, versions: batch.map(({ version }) => version), expectedStatus });
  return { place, name, errand, send, to: null };
}

/** All of a batch or nothing, says the service: where one version fails, the others are asked for again without it. */
async function carry(change: Change, batch: readonly StoredVersion[], outcomes: Outcomes): Promise<void> {
  let rest = batch;
  while (rest.length > 0) {
    const answer = await change.send(rest);
    if (answer.kind !== "answered") return settleFault(change, { answer, rest, outcomes });
    const failures = failuresIn(answer.value);
    const skipped = rest.filter(({ version }) => failures.get(version)?.code === "SKIPPED");
    for (const { version } of rest) {
      const failure = failures.get(version);
      outcomes.set(version, failure === undefined ? { kind: "done" } : outcomeOf(failure, change.errand));
    }
    // Without a version that is at fault the same request would fail again.
    rest = skipped.length < rest.length ? skipped : [];
  }
}

function outcomeOf(failure: VersionFailure, errand: Errand): ChangeOutcome {
  const meaning = meaningOf(failure, errand);
  return meaning.kind === "refused" ? { kind: "failed", error: meaning.error } : meaning;
}

interface Lost {
  readonly answer: Exclude<Answer<BulkResult>, { kind: "answered" }>;
  readonly rest: readonly StoredVersion[];
  readonly outcomes: Outcomes;
}

/** Whether a request did what it was to do is not for its reply to say, least of all when that was lost. */
async function settleFault(
  { place, name, errand, to }: Change,
  { answer, rest, outcomes }: Lost,
): Promise<void> {
  if (answer.kind === "missing" && !isContainer(answer.resource)) {
    for (const { version } of rest) outcomes.set(version, { kind: "absent" });
    return;
  }
  const now = new Map((await listVersions(place, name)).map((stored) => [stored.version, stored.status]));
  const error = errorOf(answer, errand).toDocument();
  for (const { version } of rest) {
    const done = (now.get(version) ?? null) === to;
    outcomes.set(version, done ? { kind: "done" } : { kind: "failed", error });
  }
}
