import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { changeset, changesetFolder, changesIn } from "./changes.fixture.ts";

useTempFolders();

const MANIFESTS = {
  "packages/codec": { name: "codec", version: "1.2.0" },
  "packages/http": { name: "http", version: "1.0.0", dependencies: { codec: "catalog:" } },
  "packages/plugin": { name: "plugin", version: "1.0.0", peerDependencies: { codec: "catalog:peers" } },
};

/** The entries that a bump of codec moves, as `catalog range`. */
async function moved(
  bump: string,
  config: Readonly<Record<string, unknown>> = {},
  range = "^1.2.0",
): Promise<readonly string[]> {
  const yaml = `packages: [packages/*]\ncatalog: { codec: "${range}" }\ncatalogs:\n  old: { codec: ^0.9.0 }\n  peers: { codec: ^1.2.0 }\n`;
  const files = {
    ...changesetFolder({ "a.md": changeset(`"codec": ${bump}`) }, config),
    "pnpm-workspace.yaml": yaml,
  };
  const { catalogMoves } = await changesIn(files, {}, MANIFESTS);
  return catalogMoves.map((move) => `${move.catalog} ${move.range}`).toSorted();
}

const KEEP_PEERS = {
  ___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH: { onlyUpdatePeerDependentsWhenOutOfRange: true },
};

test("what stands in a catalog is no finding about ranges", async () => {
  const yaml = 'packages: [packages/*]\ncatalog: { codec: "^1.2.0" }\n';
  const files = { ...changesetFolder({ "a.md": changeset('"codec": patch') }), "pnpm-workspace.yaml": yaml };
  expect((await changesIn(files, {}, MANIFESTS)).notes).toEqual([]);
});

test("an entry moves with its package, in every catalog that means the package of the workspace", async () => {
  expect(await moved("major")).toEqual(["default ^2.0.0", "peers ^2.0.0"]);
  expect(await moved("patch")).toEqual(["default ^1.2.1", "peers ^1.2.1"]);
});

test("it stays where changesets would leave a range that still holds", async () => {
  expect(await moved("patch", { updateInternalDependencies: "minor" })).toEqual([]);
  expect(await moved("minor", KEEP_PEERS)).toEqual(["default ^1.3.0"]);
  expect(await moved("minor", { bumpVersionsWithWorkspaceProtocolOnly: true })).toEqual([]);
});

test("the operator stays, and a range of several comparators does altogether", async () => {
  expect(await moved("major", {}, "~1.2.0")).toContain("default ~2.0.0");
  expect(await moved("major", {}, "1.2.0")).toContain("default 2.0.0");
  expect(await moved("major", {}, ">=1.2.0 <3.0.0")).toEqual(["peers ^2.0.0"]);
});

test("a snapshot is named exactly, since no range takes it", async () => {
  const yaml = 'packages: [packages/*]\ncatalog: { codec: "^1.2.0" }\n';
  const files = {
    ...changesetFolder(
      { "a.md": changeset('"codec": patch') },
      { snapshot: { prereleaseTemplate: "{tag}" } },
    ),
    "pnpm-workspace.yaml": yaml,
  };
  const { catalogMoves } = await changesIn(files, { snapshot: { tag: "pr-12" } }, MANIFESTS);
  expect(catalogMoves).toEqual([{ catalog: "default", name: "codec", range: "0.0.0-pr-12" }]);
});
