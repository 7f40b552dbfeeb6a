import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { ENTRY_POINT_RULES } from "./entry-point-rules.ts";
import { DEFAULT_PACK_LIMITS } from "./pack-limits.ts";
import { readTarball } from "./read-tarball.ts";
import { MANIFEST_ENTRY, tarballOf } from "./tarball.fixture.ts";

useTempFolders();

/** What is wrong with a package of these files and this manifest. */
async function problems(
  fields: Readonly<Record<string, unknown>>,
  ...files: readonly string[]
): Promise<readonly string[]> {
  const entries = files.map((path) => ({ path: `package/${path}` }));
  const tarball = await readTarball(await tarballOf(MANIFEST_ENTRY, ...entries), DEFAULT_PACK_LIMITS);
  const named = { name: "@acme/codec", version: "1.1.0" };
  const manifest = { ...named, ...fields };
  const packed = { ...named, tarball, manifest, limits: DEFAULT_PACK_LIMITS, allowed: new Set<string>() };
  return ENTRY_POINT_RULES.flatMap((rule) => rule(packed));
}

test.each([
  ["./lib/main.js", "lib/main.js"],
  ["lib/main", "lib/main.js"],
  ["lib/", "lib/index.js"],
  [".", "index.js"],
  ["data", "data.json"],
  ["src/index", "src/index.tsx"],
  ["lib/button", "lib/button.ios.js"],
  ["./types/main.js", "types/main.d.ts"],
  ["gone/main.js", "index.js"],
])("`main` %s is %s, as Node, a bundler or TypeScript finds it", async (main, file) => {
  expect(await problems({ main }, file)).toEqual([]);
});

test("a `main` that was not built is refused", async () => {
  expect(await problems({ main: "dist/index.js" }, "src/index.ts")).toEqual([
    "its main leads to dist/index.js, which is not in the tarball",
  ]);
});

test("a package that offers nothing to load is an ordinary one, and so is an empty `main` and the one of `npm init`", async () => {
  expect(await problems({}, "theme.css")).toEqual([]);
  expect(await problems({ main: "", types: "index.d.ts" }, "index.d.ts")).toEqual([]);
  expect(await problems({ main: "index.js", exports: null }, "tsconfig.json")).toEqual([]);
});

test.each(["module", "types", "style"])(
  "a package that only `%s` leads into is an ordinary one",
  async (field) => {
    const fields = { main: "dist/main.js", [field]: "./dist/that" };
    expect(await problems(fields, "dist/that")).toEqual([]);
    expect(await problems(fields, "src/that")).toHaveLength(1);
  },
);

test("what a script makes when the package is installed need not be in the tarball", async () => {
  const fields = { main: "build/addon.node", bin: "bin/acme" };
  expect(await problems(fields, "install.js")).toHaveLength(2);
  expect(await problems({ ...fields, scripts: { postinstall: "node install.js" } }, "install.js")).toEqual(
    [],
  );
  expect(await problems(fields, "binding.gyp")).toEqual([]);
});

test("of a subpath of `exports` one condition that leads to a file is enough, and `main` is not looked at", async () => {
  const exports = {
    ".": {
      development: "./src/index.ts",
      import: { types: "./dist/index.d.ts", default: "./dist/index.js" },
    },
    "./icons/*": "./dist/icons/*.svg",
    "./internal/*": null,
    "./package.json": "./package.json",
  };
  expect(await problems({ main: "gone.js", exports }, "dist/index.js", "dist/icons/24/ok.svg")).toEqual([]);
});

test("where the package itself leads nowhere by its `exports`, that is refused", async () => {
  const exports = { ".": ["./dist/index.mjs", "./dist/index.js"], "./ok": "./icons/ok.png" };
  expect(await problems({ exports }, "icons/ok.png")).toEqual([
    'its exports["."] leads to ./dist/index.mjs, ./dist/index.js, which is not in the tarball',
  ]);
  expect(await problems({ exports: "./index.js" })).toHaveLength(1);
});

test("another subpath may lead nowhere, but not all of them", async () => {
  const others = {
    "./testing": "./dist/testing.js",
    "./styles/*": "./dist/styles/*.css",
    "./package.json": "./package.json",
  };
  expect(await problems({ exports: { ".": "./dist/index.js", ...others } }, "dist/index.js")).toEqual([]);
  expect(await problems({ exports: others }, "src/testing.ts")).toEqual([
    'its exports["./testing"] leads to ./dist/testing.js, which is not in the tarball',
    'its exports["./styles/*"] leads to ./dist/styles/*.css, which is not in the tarball',
  ]);
});

test.each([
  ["./*", "./dist/*/*.js", "dist/button/button.js"],
  ["./lib/", "./lib/", "lib/deep/a.js"],
  ["./", "./", "a.js"],
])("the pattern %s to %s leads to %s", async (subpath, target, file) => {
  expect(await problems({ exports: { [subpath]: target } }, file)).toEqual([]);
});

test("each command of a package must be there", async () => {
  const bin = { acme: "./bin/acme.js", "acme-dev": "bin/dev.js" };
  expect(await problems({ bin }, "bin/acme.js")).toEqual([
    "its bin leads to bin/dev.js, which is not in the tarball",
  ]);
  for (const path of ["bin/acme.js", "/bin/acme.js"])
    expect(await problems({ bin: path }, "bin/acme.js")).toEqual([]);
});
