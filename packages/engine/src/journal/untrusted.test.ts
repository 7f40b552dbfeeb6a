import { expect, test } from "@jest/globals";
import type { JournalEntry, Opening } from "./entry.ts";
import { encodeLine } from "./line.ts";
import { believablePart } from "./untrusted.ts";

const OID = "a".repeat(40);

const opening: Opening = {
  kind: "opened",
  format: 1,
  id: "20260131-174500-1f3a",
  verb: "release",
  strategy: "staged",
  onFailure: "rollback",
  target: "acme/npm-releases",
  plan: { format: 1, commit: OID, releases: [], estimate: { requests: 0, depth: 0 } },
  start: { base: OID, branch: "main", remote: "origin", remoteBranch: OID },
  tags: {},
  commitMessage: "chore: release",
  before: {},
  holder: { host: "here", pid: 1 },
  startedAt: 0,
};

const turned: JournalEntry = { kind: "turned-back", error: { code: "X", message: "why" } };

test("what Convoy writes is read back", () => {
  const text = [opening, turned].map(encodeLine).join("");
  expect(believablePart(text)).toBe(text);
});

test.each([
  ["no plan", { ...opening, plan: undefined }],
  ["a ref that is an option", { ...opening, start: { ...opening.start, base: "--upload-pack=x" } }],
  ["a release that is a number", { ...opening, plan: { ...opening.plan, releases: [7] } }],
  ["a date beyond all dates", { ...opening, startedAt: 1e300 }],
  ["an unknown kind", { kind: "surprise" }],
  ["no object", [] as object],
])("S34 an entry with %s ends what is believed", (_, entry) => {
  expect(believablePart([entry, turned].map(encodeLine).join(""))).toBe("");
});
