import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { folderOf, pnpmWorkspace } from "./files.fixture.ts";
import { readWorkspace } from "./read-workspace.ts";
import { refusedNames } from "./refused-names.ts";

useTempFolders();

const codec = { name: "@acme/codec", version: "1.2.0" };

async function dirs(root: string): Promise<readonly string[]> {
  return (await readWorkspace(root)).packages.map(({ dir }) => dir);
}

test("packages come by folder, with the dependencies among them as they are written", async () => {
  const http = {
    name: "@acme/http",
    version: "2.0.0",
    private: true,
    dependencies: { "@acme/codec": "workspace:^", semver: "^7.0.0" },
    peerDependencies: { "@acme/codec": "^1.0.0" },
    devDependencies: { "@acme/http": "link:." },
  };
  const root = await pnpmWorkspace({ "packages/http": http, "packages/codec": codec });
  expect(await readWorkspace(root)).toMatchObject({
    root,
    packages: [
      { name: "@acme/codec", dir: "packages/codec", version: "1.2.0", private: false, dependencies: [] },
      {
        name: "@acme/http",
        dir: "packages/http",
        version: "2.0.0",
        private: true,
        dependencies: [
          { name: "@acme/codec", kind: "dependencies", range: "workspace:^" },
          { name: "@acme/codec", kind: "peerDependencies", range: "^1.0.0" },
          { name: "@acme/http", kind: "devDependencies", range: "link:." },
        ],
      },
    ],
  });
});

test("an alias is a dependency on the package that it stands for", async () => {
  const app = {
    name: "app",
    version: "1.0.0",
    dependencies: { old: "npm:@acme/codec@^1.0.0", same: "workspace:@acme/codec@*" },
  };
  const root = await pnpmWorkspace({ "packages/app": app, "packages/codec": codec });
  const { packages } = await readWorkspace(root);
  expect(packages[0]?.dependencies.map(({ name }) => name)).toEqual(["@acme/codec", "@acme/codec"]);
});

test("globs reach deep, negations take out again, and node_modules is never entered", async () => {
  const at = (name: string): object => ({ name, version: "1.0.0" });
  const root = await folderOf({
    "pnpm-workspace.yaml": "packages: ['./packages/**', 'tools/*/', '!**/fixtures/**', '!packages/old']\n",
    "package.json": { name: "root" },
    "packages/a/package.json": at("a"),
    "packages/a/nested/b/package.json": at("b"),
    "packages/a/node_modules/c/package.json": at("c"),
    "packages/a/fixtures/d/package.json": at("d"),
    "packages/old/package.json": at("old"),
    "packages/empty/readme.md": "",
    "tools/e/package.json": at("e"),
  });
  expect(await dirs(root)).toEqual(["packages/a", "packages/a/nested/b", "tools/e"]);
});

test("a link to a folder is no package of the workspace", async () => {
  const root = await pnpmWorkspace({
    "packages/codec": codec,
    "elsewhere/http": { name: "http", version: "1.0.0" },
  });
  await symlink(join(root, "elsewhere/http"), join(root, "packages/http"));
  expect(await dirs(root)).toEqual(["packages/codec"]);
});

test("the workspaces of npm and of Yarn are read from the root's manifest", async () => {
  const npm = await folderOf({
    "package.json": { workspaces: ["packages/*"] },
    "packages/codec/package.json": codec,
  });
  const yarn = await folderOf({
    "package.json": { workspaces: { packages: ["libs/*"] } },
    "libs/codec/package.json": codec,
  });
  expect([await dirs(npm), await dirs(yarn)]).toEqual([["packages/codec"], ["libs/codec"]]);
});

test("a pnpm workspace that names no packages is its root alone", async () => {
  const root = await folderOf({ "pnpm-workspace.yaml": "# settings only\n", "package.json": codec });
  expect((await readWorkspace(root)).packages.map(({ name, dir }) => `${name} in ${dir}`)).toEqual([
    "@acme/codec in .",
  ]);
});

test("catalogs, publishConfig.tag and bundled dependencies come from the same reading", async () => {
  const app = {
    name: "app",
    version: "1.0.0",
    publishConfig: { tag: "legacy" },
    dependencies: { a: "1", b: "1" },
  };
  const root = await pnpmWorkspace(
    {
      "packages/app": { ...app, bundledDependencies: ["a"] },
      "packages/all": { ...app, name: "all", bundleDependencies: true },
    },
    {
      "pnpm-workspace.yaml": "packages: [packages/*]\ncatalog: {a: ^1.0.0}\ncatalogs: {next: {a: ^2.0.0}}\n",
    },
  );
  const { catalogs, configuredTags, bundled } = await readWorkspace(root);
  expect(catalogs).toEqual({ default: { a: "^1.0.0" }, next: { a: "^2.0.0" } });
  expect(configuredTags).toEqual(
    new Map([
      ["all", "legacy"],
      ["app", "legacy"],
    ]),
  );
  expect(bundled).toEqual(
    new Map([
      ["all", new Set(["a", "b"])],
      ["app", new Set(["a"])],
    ]),
  );
});

test("a private package needs no version", async () => {
  const root = await pnpmWorkspace({ "packages/site": { name: "site", private: true } });
  expect((await readWorkspace(root)).packages[0]).toMatchObject({ version: "0.0.0", private: true });
});

test("JSON that does not parse is named by its path", async () => {
  const root = await pnpmWorkspace({ "packages/codec": "{ name: codec }" });
  await expect(readWorkspace(root)).rejects.toMatchObject({
    code: "MANIFEST_INVALID",
    message: expect.stringMatching(/^packages\/codec\/package\.json: /),
  });
});

test("all that is wrong with the manifests is said at once", async () => {
  const root = await pnpmWorkspace({
    "packages/a": { name: "a" },
    "packages/b": { version: "1.0.0" },
    "packages/c": { name: "__proto__", version: 1 },
    "packages/d": { name: "d", version: "1.0.0", dependencies: { x: 1 }, peerDependencies: [] },
    "packages/e": "[]",
    "packages/f": codec,
    "packages/g": codec,
  });
  await expect(readWorkspace(root)).rejects.toMatchObject({
    code: "MANIFEST_VERSION_MISSING",
    message: [
      "packages/a/package.json: has no version",
      "packages/b/package.json: has no name",
      'packages/c/package.json: "__proto__" is no package name',
      "packages/c/package.json: the version must be a string",
      "packages/d/package.json: `dependencies`: the range of x must be a string",
      "packages/d/package.json: `peerDependencies` must be an object of names and ranges",
      "packages/e/package.json: must be a JSON object",
      "packages/f and packages/g both have the name @acme/codec",
    ].join("\n"),
  });
});

test("S22: settings that do not parse, or that are a bomb of aliases, are refused", async () => {
  const levels = ["a", "b", "c", "d", "e", "f"].map((level, index, all) => {
    const item = index === 0 ? "x" : `*${all[index - 1]}`;
    return `${level}: &${level} [${Array.from({ length: 9 }, () => item).join(",")}]\n`;
  });
  const bomb = `${levels.join("")}packages: [packages/*]\n`;
  const broken = await pnpmWorkspace({}, { "pnpm-workspace.yaml": "packages: [packages/*" });
  const bombed = await pnpmWorkspace({}, { "pnpm-workspace.yaml": bomb });
  for (const root of [broken, bombed])
    await expect(readWorkspace(root)).rejects.toMatchObject({ code: "WORKSPACE_INVALID" });
});

test("S20: keys that reach for a prototype change none", async () => {
  const manifest =
    '{"name":"a","version":"1.0.0","__proto__":{"polluted":1},"dependencies":{"__proto__":"1","constructor":"2"}}';
  const yaml =
    "packages: [packages/*]\ncatalog: {__proto__: {polluted: 1}, constructor: ^1.0.0}\ncatalogs: {__proto__: {a: ^1.0.0}}\n";
  const root = await pnpmWorkspace({ "packages/a": manifest }, { "pnpm-workspace.yaml": yaml });
  expect((await readWorkspace(root)).packages[0]?.dependencies).toEqual([]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("npm would refuse some names; those of private packages do not matter", async () => {
  const root = await pnpmWorkspace({
    "packages/a": { name: "Bad Name", version: "1.0.0" },
    "packages/b": { name: "Bad Too", version: "1.0.0", private: true },
    "packages/c": codec,
  });
  expect([...refusedNames(await readWorkspace(root)).keys()]).toEqual(["Bad Name"]);
});

test("a thousand packages are read well within half a second", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => {
    const dependencies = index > 5 ? { [`p${index - 5}`]: "workspace:^" } : {};
    return [`packages/p${index}`, { name: `p${index}`, version: "1.0.0", dependencies }] as const;
  });
  const root = await pnpmWorkspace(Object.fromEntries(many));
  const began = performance.now();
  expect((await readWorkspace(root)).packages).toHaveLength(1000);
  expect(performance.now() - began).toBeLessThan(500);
});
