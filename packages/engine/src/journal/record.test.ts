import { expect, test } from "@jest/globals";
import type { Act } from "@convoy/core";
import { orderOf } from "../simulated/simulated-world.ts";
import type { JournalEntry } from "./entry.ts";
import { OPENING } from "./opening.fixture.ts";
import { packagesSoFar, ReleaseRecord } from "./record.ts";

const { plan } = orderOf("codec");
const STAGED = { ...OPENING, plan };

const begun = (act: Act): JournalEntry => ({ kind: "begun", effect: { act, name: "codec" } });
const ok = (act: Act): JournalEntry => ({ kind: "settled", effect: { act, name: "codec" }, outcome: "ok" });

test.each<[string, string, readonly JournalEntry[]]>([
  ["of which nothing began", "not-started", []],
  ["that is in the stage", "not-started", [begun("stage"), ok("stage")]],
  ["on its way into the channel", "failed", [begun("promote")]],
  ["that was seen there", "published", [begun("promote"), ok("promote")]],
  ["on its way out again", "failed", [begun("promote"), ok("promote"), begun("withdraw")]],
  ["that was taken out", "not-started", [begun("promote"), ok("promote"), begun("withdraw"), ok("withdraw")]],
])("I10: when the process has died, a package %s is told as %s", (_, outcome, entries) => {
  const record = ReleaseRecord.replay([STAGED, ...entries]);
  expect(record && packagesSoFar(record)).toMatchObject([{ name: "codec", outcome }]);
});
