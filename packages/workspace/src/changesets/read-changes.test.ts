import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import { pnpmWorkspace } from "../packages/files.fixture.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { changeset, changesetFolder, changesIn, MANIFESTS, moves } from "./changes.fixture.ts";
import { readChanges } from "./read-changes.ts";

useTempFolders();

test("a changeset moves its package, and the dependents whose range it leaves", async () => {
  const changes = await changesIn(
    changesetFolder({ "red-cats.md": changeset('"codec": major, "http": none') }),
  );
  expect(moves(changes)).toEqual(["codec 1.0.0 -> 2.0.0 major", "http 1.0.0 -> 1.0.1 patch"]);
  expect(changes.bumps.find(({ name }) => name === "codec")?.changesets).toEqual([
    { id: "red-cats", bump: "major" },
  ]);
  expect(changes).toMatchObject({ preTag: null, snapshot: null, dependents: "out-of-range", notes: [] });
  expect(changes.skipped).toEqual(new Set(["site"]));
});

test("fixed and linked groups are the groups of the changes, globs and all", async () => {
  const folder = changesetFolder(
    { "a.md": changeset('"codec": minor') },
    { fixed: [["codec", "ht*"]], linked: [["site"]] },
  );
  const changes = await changesIn(folder);
  expect(changes.groups).toEqual([["codec", "http"], ["site"]]);
  expect(moves(changes)).toEqual(["codec 1.0.0 -> 1.1.0 minor", "http 1.0.0 -> 1.1.0 minor"]);
});

test("in pre mode versions bear its tag, and what it has released already asks for nothing more", async () => {
  const pre = { mode: "pre", tag: "beta" };
  const files = {
    "pre.json": pre,
    "a.md": changeset('"codec": minor'),
    "pre/b.md": changeset('"http": minor'),
  };
  const changes = await changesIn(changesetFolder(files));
  expect(changes.preTag).toBe("beta");
  expect(moves(changes)).toEqual(["codec 1.0.0 -> 1.1.0-beta.0 minor", "http 1.0.0 -> 1.0.1-beta.0 patch"]);
});

test("on the way out of pre mode all its changesets count, and there is no tag any more", async () => {
  const manifests = { "packages/codec": { name: "codec", version: "1.1.0-beta.3" } };
  const files = { "pre.json": { mode: "exit", tag: "beta" }, "pre/b.md": changeset('"codec": minor') };
  const changes = await changesIn(changesetFolder(files), {}, manifests);
  expect(changes.preTag).toBeNull();
  expect(moves(changes)).toEqual(["codec 1.1.0-beta.3 -> 1.1.0 minor"]);
});

test("pre mode of the old form is understood, and its files stay where they are", async () => {
  const pre = { mode: "pre", tag: "beta", initialVersions: { codec: "1.0.0" }, changesets: ["old"] };
  const files = {
    "pre.json": pre,
    "old.md": changeset('"http": minor'),
    "new.md": changeset('"codec": minor'),
  };
  const root = await pnpmWorkspace(MANIFESTS, changesetFolder(files));
  const changes = await readChanges(await readWorkspace(root));
  expect(changes.plan.changesets.map(({ id }) => id)).toEqual(["new"]);
  expect(changes.preMigration).toEqual(new Set(["old"]));
  expect(JSON.parse(await readFile(join(root, ".changeset/pre.json"), "utf8"))).toEqual(pre);
});

test("a snapshot has its tag in the version, and its commit where the template wants it", async () => {
  const folder = changesetFolder(
    { "a.md": changeset('"codec": minor') },
    { snapshot: { prereleaseTemplate: "{tag}-{commit-short}" } },
  );
  const changes = await changesIn(folder, { snapshot: { tag: "canary", commit: "0123456789abcdef" } });
  expect(changes.snapshot).toEqual({ tag: "canary", commit: "0123456789abcdef" });
  expect(moves(changes)).toEqual(["codec 1.0.0 -> 0.0.0-canary-0123456 minor"]);
});

test("what changesets would print comes as notes", async () => {
  const manifests = {
    ...MANIFESTS,
    "packages/app": { name: "app", version: "1.0.0", dependencies: { codec: "^3.0.0" } },
  };
  const { notes } = await changesIn(changesetFolder({}, { linked: [["nobody"]] }), {}, manifests);
  expect(notes).toEqual([
    expect.stringMatching(/^linked: Invalid path: The package or glob "nobody"/),
    expect.stringMatching(/^Package app must depend on the current version of codec: 1\.0\.0 vs \^3\.0\.0/),
  ]);
});

test("no changesets ask for nothing", async () => {
  expect((await changesIn(changesetFolder({ "README.md": "# Changesets" }))).bumps).toEqual([]);
});

test("a workspace without changesets is told how to begin", async () => {
  await expect(changesIn({})).rejects.toMatchObject({
    code: "CHANGESETS_MISSING",
    hint: expect.stringMatching(/^Run `convoy init` there/),
  });
});

test("all that is wrong with the configuration is said at once", async () => {
  const wrong = changesIn(changesetFolder({}, { access: "secret", fixed: "all" }));
  await expect(wrong).rejects.toMatchObject({
    code: "CHANGESETS_CONFIG_INVALID",
    message: expect.stringMatching(
      /^\.changeset\/config\.json: access: .*\n\.changeset\/config\.json: fixed: /,
    ),
  });
  await expect(changesIn({ ".changeset/config.json": "{" })).rejects.toMatchObject({
    code: "CHANGESETS_CONFIG_INVALID",
  });
  await expect(changesIn(changesetFolder({ "pre.json": { mode: "on" } }))).rejects.toMatchObject({
    code: "CHANGESETS_CONFIG_INVALID",
    message: expect.stringMatching(/^\.changeset\/pre\.json: /),
  });
});

test("a changeset of a package that is not there is named with its file", async () => {
  const files = {
    "a.md": changeset('"codec": minor, "codek": minor'),
    "pre/b.md": changeset('"__proto__": patch'),
  };
  await expect(changesIn(changesetFolder(files))).rejects.toMatchObject({
    code: "CHANGESET_UNKNOWN_PACKAGE",
    message:
      ".changeset/a.md: codek is no package of this workspace\n" +
      ".changeset/pre/b.md: __proto__ is no package of this workspace",
  });
});

test("malformed changesets are named with what is wrong", async () => {
  const files = {
    "a.md": "no front matter",
    "b.md": changeset('"codec": huge'),
    "c.md": "---\n[: \n---\n",
    "d.md": changeset('"codec": minor'),
    "README.md": "# no changeset",
  };
  await expect(changesIn(changesetFolder(files))).rejects.toMatchObject({
    code: "CHANGESET_INVALID",
    message: [
      ".changeset/a.md: missing or invalid frontmatter.",
      '.changeset/b.md: invalid version type "huge" for package "codec".',
      ".changeset/c.md: invalid YAML in frontmatter.",
    ].join("\n"),
  });
});

test("S23: links, large files and folders in the place of a changeset are refused", async () => {
  const files = { "large.md": changeset('"codec": minor', "x".repeat(1024 * 1024)), "folder.md/a.txt": "" };
  const root = await pnpmWorkspace(MANIFESTS, changesetFolder(files));
  const secret = join(await tempFolder("secret"), "secret.md");
  await symlink(secret, join(root, ".changeset/link.md"));
  await expect(readChanges(await readWorkspace(root))).rejects.toMatchObject({
    code: "CHANGESET_UNSAFE",
    message: [
      ".changeset/folder.md: is no file",
      ".changeset/large.md: is larger than 1 MB",
      ".changeset/link.md: is a symbolic link",
    ].join("\n"),
  });
});

test("S23: a link in the place of the folder of pre mode is refused", async () => {
  const root = await pnpmWorkspace(MANIFESTS, changesetFolder({}));
  const elsewhere = await tempFolder("elsewhere");
  await writeFiles(elsewhere, { "a.md": changeset('"codec": major') });
  await symlink(elsewhere, join(root, ".changeset/pre"));
  await expect(readChanges(await readWorkspace(root))).rejects.toMatchObject({ code: "CHANGESET_UNSAFE" });
});

test("a snapshot in pre mode is refused, as changesets refuses it", async () => {
  const folder = changesetFolder({
    "pre.json": { mode: "pre", tag: "beta" },
    "a.md": changeset('"codec": minor'),
  });
  await expect(changesIn(folder, { snapshot: {} })).rejects.toMatchObject({ code: "SNAPSHOT_IN_PRE_MODE" });
});

test("what changesets refuses is refused in its words", async () => {
  const files = changesetFolder({ "a.md": changeset('"codec": minor, "site": minor') });
  await expect(changesIn(files)).rejects.toMatchObject({
    code: "CHANGESETS_REFUSED",
    message: expect.stringMatching(/^Found mixed/),
  });
});

test("a version that cannot be counted on from is named with its file", async () => {
  const manifests = {
    "packages/codec": { name: "codec", version: "one" },
    "packages/site": { name: "site", version: "latest", private: true },
  };
  await expect(changesIn(changesetFolder({}), {}, manifests)).rejects.toMatchObject({
    code: "PLAN_VERSION_INVALID",
    message: 'packages/codec/package.json: codec is at "one", which is no version',
  });
});

test("S20: an outside dependency called constructor is not taken for a package", async () => {
  const codec = { name: "codec", version: "1.0.0", dependencies: { constructor: "^1.0.0", toString: "1" } };
  const changes = await changesIn(
    changesetFolder({ "a.md": changeset('"codec": minor') }),
    {},
    { "packages/codec": codec },
  );
  expect(moves(changes)).toEqual(["codec 1.0.0 -> 1.1.0 minor"]);
});

test("a range for a package without a version breaks nothing", async () => {
  const app = {
    name: "app",
    version: "1.0.0",
    private: true,
    dependencies: { site: "^1.0.0", codec: "workspace:*" },
  };
  const manifests = { ...MANIFESTS, "packages/app": app, "packages/site": { name: "site", private: true } };
  const config = { privatePackages: { version: true, tag: false } };
  const changes = await changesIn(
    changesetFolder({ "a.md": changeset('"codec": patch') }, config),
    {},
    manifests,
  );
  expect(moves(changes)).toEqual(["app 1.0.0 -> 1.0.1 patch", "codec 1.0.0 -> 1.0.1 patch"]);
});

test("a group with a package that has no version says which one", async () => {
  const manifests = { ...MANIFESTS, "packages/site": { name: "site", private: true } };
  const folder = changesetFolder({ "a.md": changeset('"codec": patch') }, { fixed: [["codec", "site"]] });
  await expect(changesIn(folder, {}, manifests)).rejects.toMatchObject({
    code: "CHANGESETS_REFUSED",
    message: "site: in a fixed or linked group, and without a version",
  });
});
