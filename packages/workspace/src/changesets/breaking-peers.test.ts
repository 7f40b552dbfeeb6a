import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { changeset, changesetFolder, changesIn, moves } from "./changes.fixture.ts";

useTempFolders();

const peer = (name: string, range: string, version = "1.0.0"): Record<string, unknown> => ({
  name,
  version,
  peerDependencies: { codec: range },
});

const MANIFESTS = {
  "packages/codec": { name: "codec", version: "1.2.0" },
  "packages/plugin": peer("plugin", "workspace:^1.0.0"),
  "packages/young": peer("young", "workspace:^", "0.4.0"),
  "packages/wide": peer("wide", "workspace:>=1.0.0"),
  "packages/app": { name: "app", version: "1.0.0", dependencies: { plugin: "workspace:^" } },
};

const asked = (bumps: string, peerDependents?: "breaking" | "patch"): ReturnType<typeof changesIn> =>
  changesIn(
    changesetFolder({ "a.md": changeset(bumps) }),
    peerDependents ? { rules: { peerDependents } } : {},
    MANIFESTS,
  );

test("changesets 3 releases who has a peer as a patch, whatever the peer breaks", async () => {
  expect(moves(await asked('"codec": major'))).toEqual([
    "codec 1.2.0 -> 2.0.0 major",
    "plugin 1.0.0 -> 1.0.1 patch",
    "young 0.4.0 -> 0.4.1 patch",
  ]);
});

test("a peer range that is left makes a breaking release of its package, and what that breaks follows", async () => {
  const changes = await asked('"codec": major', "breaking");
  expect(moves(changes)).toEqual([
    "app 1.0.0 -> 1.0.1 patch",
    "codec 1.2.0 -> 2.0.0 major",
    "plugin 1.0.0 -> 2.0.0 major",
    "young 0.4.0 -> 0.5.0 minor",
  ]);
  // The reason is the peer, and no changeset that nobody wrote.
  expect(changes.bumps.find(({ name }) => name === "plugin")?.changesets).toEqual([]);
  expect(changes.plan.changesets.map(({ summary }) => summary)).toEqual([
    "A change.",
    "Needs codec 2.0.0 as a peer: its range was `workspace:^1.0.0`.",
    "Needs codec 2.0.0 as a peer: its range was `workspace:^`.",
  ]);
});

test("a peer range that still holds forces nothing, and is not rewritten", async () => {
  const changes = await asked('"codec": minor, "plugin": patch', "breaking");
  expect(moves(changes)).toEqual(["codec 1.2.0 -> 1.3.0 minor", "plugin 1.0.0 -> 1.0.1 patch"]);
  expect(changes.config.___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH).toMatchObject({
    onlyUpdatePeerDependentsWhenOutOfRange: true,
  });
});

test("a prerelease leaves no range before it is final", async () => {
  const files = changesetFolder({
    "a.md": changeset('"codec": minor'),
    "pre.json": { mode: "pre", tag: "next" },
  });
  const changes = await changesIn(files, { rules: { peerDependents: "breaking" } }, MANIFESTS);
  expect(moves(changes)).toContain("plugin 1.0.0 -> 1.0.1-next.0 patch");
});
