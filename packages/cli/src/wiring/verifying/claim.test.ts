import { expect, test } from "@jest/globals";
import { ReleaseRecord, type JournalEntry, type Opening } from "@convoy/engine";
import type { Records } from "../records.ts";
import { claimOf } from "./claim.ts";

const OLD = "20260131-174500-0001";
const NEW = "20260131-174500-0002";

/** All that is asked of it. */
function release(id: string, later: readonly JournalEntry[] = [], snapshot?: string): ReleaseRecord {
  const opening = { kind: "opened", format: 1, id, startedAt: Number(id.slice(-4)), before: {}, snapshot };
  const record = ReleaseRecord.replay([opening as unknown as Opening, ...later]);
  if (record === undefined) throw new Error("no opening");
  return record;
}

const ended = (state: "DONE" | "ABORTED"): readonly JournalEntry[] => [
  { kind: "reached", state },
  { kind: "ended", report: { outcome: "done", packages: [], tags: [] } } as unknown as JournalEntry,
];

async function notes(newest: ReleaseRecord, id?: string): Promise<readonly string[]> {
  const known = [newest, release(OLD, ended("DONE"))];
  const records = { list: () => Promise.resolve(known), find: () => Promise.resolve(undefined) };
  const shared = { list: () => Promise.resolve([]) };
  return (await claimOf({ records, shared } as unknown as Records, id)).notes;
}

test("the newest release that is done is verified, and a newer one that is not is named", async () => {
  expect(await notes(release(NEW))).toEqual([
    `release ${NEW} is newer, and has not ended: it is not verified here`,
  ]);
  expect(await notes(release(NEW, ended("ABORTED")))).toEqual([
    `release ${NEW} is newer, and was taken back: it is not verified here`,
  ]);
  expect(await notes(release(NEW, ended("DONE")))).toEqual([]);
  expect(await notes(release(NEW, ended("DONE"), "pr-1"))).toEqual([
    `release ${NEW} is newer, and is a snapshot: it is not verified here`,
  ]);
  expect(await notes(release(NEW), OLD)).toEqual([]);
});
