import { expect, test } from "@jest/globals";
import type { Act } from "@convoy/core";
import { orderOf } from "../simulated/simulated-world.ts";
import type { JournalEntry } from "./entry.ts";
import { OPENING } from "./opening.fixture.ts";
import { ReleaseRecord } from "./record.ts";
import { soFar } from "./so-far.ts";

const { plan } = orderOf("codec");
const STAGED = { ...OPENING, plan };
const DEAD = { running: false };

const begun = (act: Act): JournalEntry => ({ kind: "begun", effect: { act, name: "codec" } });
const ok = (act: Act): JournalEntry => ({ kind: "settled", effect: { act, name: "codec" }, outcome: "ok" });

test.each<[string, string, readonly JournalEntry[]]>([
  ["of which nothing began", "not-started", []],
  ["that is in the stage", "not-started", [begun("stage"), ok("stage")]],
  ["on its way into the channel", "failed", [begun("promote")]],
  ["that was seen there", "published", [begun("promote"), ok("promote")]],
  ["on its way out again", "failed", [begun("promote"), ok("promote"), begun("withdraw")]],
  ["that was taken out", "rolled-back", [begun("promote"), ok("promote"), begun("withdraw"), ok("withdraw")]],
])("I10: when the process has died, a package %s is told as %s", (_, outcome, entries) => {
  const record = ReleaseRecord.replay([STAGED, ...entries]);
  expect(record && soFar(record, DEAD).packages).toMatchObject([{ name: "codec", outcome }]);
});

test.each<[string, string, readonly JournalEntry[]]>([
  ["into the channel has not failed", "not-started", [begun("promote")]],
  ["out of it again may be gone", "failed", [begun("promote"), ok("promote"), begun("withdraw")]],
])("while the process lives, a package on its way %s", (_, outcome, entries) => {
  const record = ReleaseRecord.replay([STAGED, ...entries]);
  expect(record && soFar(record, { running: true }).packages).toMatchObject([{ name: "codec", outcome }]);
});

test("a package that the registry has turned down has failed for that reason", () => {
  const turnedDown: JournalEntry = {
    kind: "settled",
    effect: { act: "promote", name: "codec" },
    outcome: "absent",
    evidence: { code: "ACCESS_DENIED", message: "no right to copy codec" },
  };
  const record = ReleaseRecord.replay([STAGED, begun("promote"), turnedDown]);
  expect(record && soFar(record, DEAD).packages).toMatchObject([
    { outcome: "failed", reason: "no right to copy codec" },
  ]);
});

const DONE: JournalEntry = {
  kind: "ended",
  report: {
    id: OPENING.id,
    outcome: "done",
    packages: [{ name: "codec", version: "1.1.0", outcome: "published", integrity: "sha512-a" }],
    tags: ["codec@1.1.0"],
    commit: "b".repeat(40),
    requests: 5,
    durationMs: 1000,
  },
};
const TURNED: JournalEntry = { kind: "turned-back", error: { code: "ASKED", message: "it was asked for" } };

test.each<[string, string, readonly JournalEntry[]]>([
  ["that is on its way out", "failed", [begun("withdraw")]],
  ["that was taken out", "rolled-back", [begun("withdraw"), ok("withdraw")]],
  ["of which this clone knows no step", "failed", []],
])("I10: of a done release that is being taken back, a package %s is told as %s", (_, outcome, entries) => {
  const record = ReleaseRecord.replay([STAGED, DONE, TURNED, ...entries]);
  const { packages } = soFar(record ?? new ReleaseRecord(STAGED), DEAD);
  expect(packages).toMatchObject([{ name: "codec", outcome, integrity: "sha512-a" }]);
});

test.each<[string, readonly string[], readonly JournalEntry[]]>([
  ["stands until it is on its way back", ["codec@1.1.0"], [TURNED]],
  ["is not told any more once it is", [], [TURNED, { kind: "begun", effect: { act: "retract" } }]],
])("a tag of a done release %s", (_, tags, entries) => {
  const record = ReleaseRecord.replay([STAGED, DONE, ...entries]);
  expect(record && soFar(record, DEAD).tags).toEqual(tags);
});
