import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  git,
  packagesOf,
  startGithub,
  useTempFolders,
  type FakeCodeHost,
} from "@convoy/testkit";
import { forgeOn } from "../forge.fixture.ts";
import type { Forge } from "../forge.ts";

useTempFolders();

interface World {
  readonly forge: Forge;
  readonly github: FakeCodeHost;
  readonly origin: string;
  readonly main: string;
}

async function world(options: { readonly signs?: boolean } = {}): Promise<World> {
  const { origin } = await buildWorkspace({ packages: packagesOf("codec") });
  const github = await startGithub({ origin, ...options });
  return { forge: await forgeOn(github), github, origin, main: await git(origin, ["rev-parse", "main"]) };
}

const FILES = [
  { path: "packages/codec/CHANGELOG.md", mode: "100644", isNew: true, text: "# Näü\n" },
  { path: "run.sh", mode: "100755", isNew: true, text: "#!/bin/sh\n" },
  { path: "packages/codec/README.md", mode: "000000", isNew: false, text: null },
];

test("a commit is made on top of its parent, with what is written, run and removed, and the host signs it", async () => {
  const { forge, origin, main } = await world();
  const written = await forge.commitOnto({
    branch: "convoy-release/main",
    expected: null,
    parent: main,
    message: "chore: release\n\nTwo lines.",
    files: FILES,
  });
  expect(written).toEqual({ kind: "written", commit: expect.any(String), verified: true });
  const commit = await git(origin, ["rev-parse", "convoy-release/main"]);
  expect(await git(origin, ["diff-tree", "-r", "--raw", "--abbrev=4", main, commit])).toMatchInlineSnapshot(`
":000000 100644 0000 f0c0 A	packages/codec/CHANGELOG.md
:100644 000000 16fd 0000 D	packages/codec/README.md
:000000 100755 0000 1a24 A	run.sh"
`);
  expect(await git(origin, ["show", "--no-patch", "--format=%P%n%B", commit])).toBe(
    `${main}\nchore: release\n\nTwo lines.\n`,
  );
  const tree = await git(origin, ["rev-parse", `${commit}^{tree}`]);
  expect(await forge.headOf("convoy-release/main")).toEqual({ commit, parents: [main], tree });
});

test("the token of a person makes a commit that is not signed, and it is said", async () => {
  const { forge, main } = await world({ signs: false });
  const commit = { branch: "b", expected: null, parent: main, message: "m", files: FILES };
  expect(await forge.commitOnto(commit)).toMatchObject({ verified: false });
});

test("a branch that is not where it was expected to be stays where it is", async () => {
  const { forge, origin, main } = await world();
  await git(origin, ["branch", "b", main]);
  const commit = { branch: "b", parent: main, message: "m", files: FILES };
  expect(await forge.commitOnto({ ...commit, expected: null })).toEqual({ kind: "contended" });
  const other = await git(origin, ["commit-tree", `${main}^{tree}`, "-m", "other"]);
  expect(await forge.commitOnto({ ...commit, expected: other })).toEqual({ kind: "contended" });
  expect(await git(origin, ["rev-parse", "b"])).toBe(main);
  expect(await forge.commitOnto({ ...commit, expected: main })).toMatchObject({ kind: "written" });
});

test("S2: whatever git takes for the name of a branch is a name to the host, too", async () => {
  const { forge, origin, main } = await world();
  for (const branch of ["feat/ünï", "a'b\"c", "$(canary)", "#1-@ada", "100%", "a+b&c=d"]) {
    await git(origin, ["update-ref", `refs/heads/${branch}`, main]);
    expect(await forge.headOf(branch)).toMatchObject({ commit: main });
    expect(await forge.findOpen(branch, "main")).toBeNull();
  }
  expect(await forge.headOf("not-there")).toBeNull();
});
