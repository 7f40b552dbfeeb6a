import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { writeChangeset } from "./changeset.ts";
import { prepare } from "./init.ts";
import type { Tree } from "./tree.ts";
import workspacePackage from "./workspace-package.ts";

useTempFolders();

const quietly = (): void => undefined;

/** Files in memory, as Nx keeps them until the generator has ended. */
function treeOf(
  files: Record<string, string>,
  root = "/work",
): Tree & { readonly files: Record<string, string> } {
  return {
    root,
    files,
    exists: (path) => files[path] !== undefined,
    read: (path) => files[path] ?? null,
    write(path, content) {
      files[path] = content;
    },
  };
}

test("init takes the base branch from nx.json, writes through the tree alone, and changes nothing the second time", async () => {
  const tree = treeOf(
    { "nx.json": '{"defaultBase":"origin/trunk"}', "package.json": "{}" },
    await tempFolder(),
  );
  const answers = { domain: "acme", region: "eu-west-1", repository: "npm-releases", skipInstall: true };
  await (
    await prepare(tree, answers, quietly)
  )();
  expect(JSON.parse(tree.files[".changeset/config.json"] ?? "")).toMatchObject({ baseBranch: "trunk" });
  expect(tree.files["nx.json"]).toContain("@convoy/nx");
  const first = { ...tree.files };
  await (
    await prepare(tree, answers, quietly)
  )();
  expect(tree.files).toEqual(first);
});

test("init without answers leaves convoy.json out, and says how to get it", async () => {
  const told: string[] = [];
  const tree = treeOf({ "nx.json": "{}", "package.json": "{}" }, await tempFolder());
  await prepare(tree, { skipInstall: true }, (text) => void told.push(text));
  expect(Object.keys(tree.files)).not.toContain("convoy.json");
  expect(told).toEqual([expect.stringContaining("convoy.json is missing")]);
});

test("a changeset is for the packages that lack one, or for those that are named", async () => {
  const tree = treeOf({ ".changeset/config.json": '{"baseBranch":"trunk"}' });
  const options = { bump: "minor", summary: "Codecs read UTF-16, too." } as const;
  await writeChangeset(tree, options, async (_root, since) => [`@acme/${since}`]);
  await writeChangeset(tree, { ...options, packages: "a, b" }, async () => []);
  const [first, second] = Object.entries(tree.files).slice(1);
  expect(first?.[0]).toMatch(/^\.changeset\/codecs-read-utf-16-[0-9a-f]{6}\.md$/);
  expect(first?.[1]).toBe('---\n"@acme/trunk": minor\n---\n\nCodecs read UTF-16, too.\n');
  expect(second?.[1]).toContain('"a": minor\n"b": minor\n');
  await expect(writeChangeset(tree, options, async () => [])).rejects.toMatchObject({ code: "NO_CHANGES" });
});

test("a new package has all that a registry wants, and a changeset for its first version", async () => {
  const tree = treeOf({});
  await workspacePackage(tree, { name: "@acme/http", license: "MIT" });
  expect(Object.keys(tree.files)).toEqual([
    "packages/http/package.json",
    "packages/http/src/index.js",
    "packages/http/README.md",
    ".changeset/http-begins.md",
  ]);
  expect(JSON.parse(tree.files["packages/http/package.json"] ?? "")).toEqual({
    name: "@acme/http",
    version: "0.0.0",
    description: "The package @acme/http",
    license: "MIT",
    type: "module",
    exports: { ".": "./src/index.js", "./package.json": "./package.json" },
    files: ["src"],
  });
  await expect(workspacePackage(tree, { name: "@acme/http" })).rejects.toMatchObject({
    code: "PACKAGE_EXISTS",
  });
  await expect(workspacePackage(tree, { name: "Acme HTTP" })).rejects.toMatchObject({ code: "NAME_INVALID" });
});
