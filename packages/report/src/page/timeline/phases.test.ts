import { expect, test } from "@jest/globals";
import { after, auditWith, HELD } from "../../release/audit.fixture.ts";
import { phasesOf } from "./phases.ts";

test("what is done between two moments has a name, and between two runs nothing is done", () => {
  const moments = [...HELD.moments, { at: after(9000), kind: "reached", state: "PROMOTED" }] as const;
  expect(phasesOf(auditWith({ moments })).map(({ name }) => name)).toEqual(["version", "promote"]);
});

test("once it has turned back, the rest is the way back", () => {
  const error = { code: "X", message: "x" };
  const moments = [
    { at: after(0), kind: "reached", state: "PACKED" },
    { at: after(5), kind: "turned-back", error },
    { at: after(9), kind: "reached", state: "ABORTED" },
  ] as const;
  expect(phasesOf(auditWith({ moments })).map(({ name, kind }) => [name, kind])).toEqual([
    ["stage", "forward"],
    ["take back", "back"],
  ]);
});
