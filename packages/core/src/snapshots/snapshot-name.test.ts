import { expect, test } from "@jest/globals";
import { checkSnapshotName } from "./snapshot-name.ts";

test.each(["pr-123", "canary", "A1"])("%s can be a snapshot", (name) => {
  expect(() => checkSnapshotName(name)).not.toThrow();
});

test.each([
  ["latest", "Choose a word such as `pr-123`."],
  ["feature/http 2", "Call it `--snapshot feature-http-2`."],
  ["", "Choose a word such as `pr-123`."],
  ["-fix", "Call it `--snapshot fix`."],
  ["1.2.3", "Call it `--snapshot 1-2-3`."],
  ["12", "Choose a word such as `pr-123`."],
  ["a".repeat(65), `Call it \`--snapshot ${"a".repeat(64)}\`.`],
])("S2: %j is refused, with a name that is none", (name, hint) => {
  expect(() => checkSnapshotName(name)).toThrow(
    expect.objectContaining({ code: "SNAPSHOT_NAME_INVALID", hint }),
  );
});
