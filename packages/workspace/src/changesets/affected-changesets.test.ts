import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { changeset, changesetFolder, changesIn, moves } from "./changes.fixture.ts";

useTempFolders();

const MANIFESTS = {
  "packages/codec": { name: "codec", version: "1.0.0" },
  "packages/http": { name: "http", version: "1.0.0", dependencies: { codec: "workspace:^" } },
  "packages/log": { name: "log", version: "1.0.0" },
  "packages/site": { name: "site", version: "1.0.0", private: true, dependencies: { log: "workspace:^" } },
};

async function snapshotMoves(
  affected: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const folder = changesetFolder(files, {
    snapshot: { useCalculatedVersion: true, prereleaseTemplate: "{tag}" },
  });
  return moves(await changesIn(folder, { snapshot: { tag: "pr-1", affected } }, MANIFESTS));
}

test("affected packages are in the snapshot without a changeset, and only they", async () => {
  const files = { "a.md": changeset('"log": minor') };
  expect(await snapshotMoves(["codec", "http"], files)).toEqual([
    "codec 1.0.0 -> 1.0.1-pr-1 patch",
    "http 1.0.0 -> 1.0.1-pr-1 patch",
  ]);
});

test("what an affected package needs comes along where a changeset waits for it", async () => {
  const files = { "a.md": changeset('"codec": minor, "log": major') };
  expect(await snapshotMoves(["http"], files)).toEqual([
    "codec 1.0.0 -> 1.1.0-pr-1 minor",
    "http 1.0.0 -> 1.0.1-pr-1 patch",
  ]);
});

test("what no changeset asks for has the commits as its reason", async () => {
  const changes = await changesIn(
    changesetFolder({}),
    { snapshot: { tag: "pr-1", affected: ["log"] } },
    MANIFESTS,
  );
  expect(changes.bumps.filter(({ affected }) => affected)).toMatchObject([{ name: "log", changesets: [] }]);
});

test("nothing affected asks for nothing, whatever the changesets say", async () => {
  expect(await snapshotMoves([], { "a.md": changeset('"log": major') })).toEqual([]);
});
