import { expect, test } from "@jest/globals";
import type { EmulatorRequest } from "./requests.ts";
import { visibilityViolations } from "./visibility.ts";

const GRAPH = { codec: [], http: ["codec"] };

/** `PublishVersion codec 10-20` or, with another status than 200, `GetPackument codec 21-22 404`. */
function requests(...lines: string[]): EmulatorRequest[] {
  return lines.map((line, id) => {
    const [, operation = "", name = "", start, end, status = "200", fault] =
      /^(\w+) (\w+) (\d+)-(\d+)(?: (\d+))?(?: (\S+))?$/.exec(line) ?? [];
    const base = {
      id,
      plane: "npm",
      operation,
      repository: "channel",
      package: name,
      version: "1.0.0",
    } as const;
    const times = {
      startedAt: Number(start),
      endedAt: Number(end),
      status: Number(status),
      inFlight: 1,
    };
    return { ...base, ...times, ...(fault === undefined ? {} : { fault }) };
  });
}

test.each([
  ["a dependent after its dependency", ["PublishVersion codec 10-20", "PublishVersion http 20-30"]],
  ["a dependency that was there before", ["PublishVersion http 20-30"]],
  [
    "a reply that was lost",
    ["PublishVersion codec 10-20 500 status:500-after-effect", "PublishVersion http 25-30"],
  ],
  [
    "a read that shows it",
    [
      "PublishVersion codec 10-20",
      "GetPackument codec 21-22 404",
      "GetPackument codec 23-24",
      "PublishVersion http 25-30",
    ],
  ],
])("no violation: %s", (_, lines) => {
  expect(visibilityViolations(requests(...lines), GRAPH)).toEqual([]);
});

test.each([
  [
    "http was written at 15: codec was only at 20",
    ["PublishVersion codec 10-20", "PublishVersion http 15-30"],
  ],
  [
    "http was written at 25: codec never was",
    ["PublishVersion codec 10-20 500", "PublishVersion http 25-30"],
  ],
  [
    "http was written at 25: codec was last read with status 404",
    ["PublishVersion codec 10-20", "GetPackument codec 21-22 404", "PublishVersion http 25-30"],
  ],
])("violation: %s", (sentence, lines) => {
  expect(visibilityViolations(requests(...lines), GRAPH)).toEqual([sentence]);
});

test("where a read back is asked for, its absence is a violation", () => {
  const without = requests("PublishVersion codec 10-20", "PublishVersion http 25-30");
  expect(visibilityViolations(without, GRAPH, { readBack: true })).toEqual([
    "http was written at 25: codec had not been read back",
  ]);
});

test("what happens in another repository does not count", () => {
  const staged = requests("PublishVersion http 10-20", "PublishVersion codec 15-30");
  expect(visibilityViolations(staged, GRAPH, { repository: "another" })).toEqual([]);
});
