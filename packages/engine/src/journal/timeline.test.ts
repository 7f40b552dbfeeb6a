import { afterEach, expect, test } from "@jest/globals";
import { cleanUp } from "@convoy/testkit";
import { carryOut } from "../release/carry-out.ts";
import { orderOf, simulatedWorld } from "../simulated/simulated-world.ts";
import type { JournalEntry } from "./entry.ts";
import { OPENING } from "./opening.fixture.ts";
import { momentsOf, spansOf } from "./timeline.ts";

afterEach(cleanUp);

const effect = { act: "stage", name: "codec" } as const;
const error = { code: "ACCESS_DENIED", message: "no" };

test("an act on a package spans from its intent to what was seen of it", () => {
  const entries: readonly JournalEntry[] = [
    { kind: "begun", effect, at: 1 },
    { kind: "settled", effect, outcome: "ok", accepted: true, at: 3 },
    { kind: "settled", effect, outcome: "ok", at: 4 },
  ];
  expect(spansOf(entries)).toEqual([{ ...effect, from: 1, accepted: 3, to: 4 }]);
});

test("one that was turned down ends with its error, and one of which nobody heard has no end", () => {
  const entries: readonly JournalEntry[] = [
    { kind: "begun", effect, at: 1 },
    { kind: "settled", effect, outcome: "absent", at: 2 },
    { kind: "settled", effect, outcome: "unknown", evidence: error, at: 3 },
    { kind: "begun", effect, at: 5 },
  ];
  expect(spansOf(entries)).toEqual([
    { ...effect, from: 1, to: 3, error },
    { ...effect, from: 5, to: null },
  ]);
});

test("of another machine's act there is the moment at which the registry took it", () => {
  const taken: JournalEntry = { kind: "settled", effect, outcome: "ok", accepted: true, at: 3 };
  const moment = { ...effect, from: 3, accepted: 3, to: 3 };
  expect(spansOf([taken])).toEqual([moment]);
  const here: readonly JournalEntry[] = [
    { kind: "begun", effect, at: 1 },
    { kind: "settled", effect, outcome: "unknown", evidence: error, at: 2 },
  ];
  expect(spansOf([...here, taken])).toEqual([{ ...effect, from: 1, to: 2, error }, moment]);
});

test("a journal without times has its moments, and no spans", () => {
  const entries: readonly JournalEntry[] = [
    OPENING,
    { kind: "begun", effect },
    { kind: "turned-back", error },
  ];
  expect(spansOf(entries)).toEqual([]);
  expect(momentsOf(entries)).toEqual([
    { at: 0, kind: "reached", state: "PLANNED" },
    { at: null, kind: "turned-back", error },
  ]);
});

test("a release notes the time of all that it does", async () => {
  const world = await simulatedWorld("staged");
  await carryOut(orderOf("codec"), world.ports);
  const [record] = await world.ports.records.list();
  const entries = record?.entries ?? [];
  expect(entries.slice(1).filter(({ at }) => at === undefined)).toEqual([]);
  expect(spansOf(entries).map(({ act, to }) => [act, typeof to])).toEqual([
    ["stage", "number"],
    ["promote", "number"],
  ]);
  expect(momentsOf(entries).map((moment) => ("state" in moment ? moment.state : moment.kind))).toEqual([
    "PLANNED",
    "versioned",
    "packed",
    "PACKED",
    "STAGED",
    "VERIFIED",
    "COMMITTED",
    "PROMOTED",
    "DONE",
    "ended",
  ]);
});
