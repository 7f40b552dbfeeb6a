import { expect, test } from "@jest/globals";
import type { ReleaseReport } from "@convoy/core";
import { ReleaseRecord, type JournalEntry, type Opening } from "@convoy/engine";
import { auditOf } from "./audit-of.ts";

/** All that is asked of it. */
const OPENING = {
  kind: "opened",
  format: 1,
  id: "20260131-174500-1f3a",
  verb: "publish",
  plan: { releases: [] },
  start: {},
  tags: {},
  before: {},
  commitMessage: "",
  holder: {},
  startedAt: 0,
} as unknown as Opening;

const error = (code: string): { code: string; message: string } => ({ code, message: code });

function ended(kind: "paused" | "ended", report: Partial<ReleaseReport>): JournalEntry {
  const empty = { id: OPENING.id, packages: [], tags: [], commit: null, requests: 5, durationMs: 10 };
  return { kind, report: { ...empty, outcome: "unfinished", ...report }, at: 7 };
}

function audit(...later: readonly JournalEntry[]): ReturnType<typeof auditOf> {
  const record = ReleaseRecord.replay([OPENING, ...later]) ?? new ReleaseRecord(OPENING);
  return auditOf(record, { running: false, next: null, by: null, changes: new Map() });
}

test("of several runs the requests and the time are counted together, and the last end counts", () => {
  const paused = ended("paused", { error: error("BUSY") });
  expect(audit(paused, ended("ended", { outcome: "done" }))).toMatchObject({
    outcome: "done",
    requests: 10,
    durationMs: 20,
    endedAt: "1970-01-01T00:00:00.007Z",
    error: null,
  });
});

test("a rollback that failed in its turn is told by its own reason", () => {
  const turned: JournalEntry = { kind: "turned-back", error: error("REGISTRY_ERROR") };
  const paused = ended("paused", { error: error("ROLLBACK_INCOMPLETE") });
  expect(audit(turned).error?.code).toBe("REGISTRY_ERROR");
  expect(audit(turned, paused).error?.code).toBe("ROLLBACK_INCOMPLETE");
});

test("one that was done, and is being taken back, has not ended", () => {
  const turned: JournalEntry = { kind: "turned-back", error: error("ROLLBACK_ASKED") };
  expect(audit(ended("ended", { outcome: "done" }), turned)).toMatchObject({
    outcome: "unfinished",
    endedAt: null,
  });
});
