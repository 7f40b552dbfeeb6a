import { expect, test } from "@jest/globals";
import type { Workspace } from "@convoy/core";
import { packagesOfFiles } from "./affected.ts";

const workspace = {
  packages: [
    { name: "app", dir: "packages/app" },
    { name: "plugin", dir: "packages/app/plugin" },
    { name: "lib", dir: "libs" },
  ],
} as unknown as Workspace;

test("a file belongs to the package in the deepest folder above it", () => {
  expect(packagesOfFiles(workspace, ["packages/app/plugin/src/x.ts"])).toEqual(["plugin"]);
  expect(packagesOfFiles(workspace, ["packages/app/src/x.ts", "libs/a", "libs/b"])).toEqual(["app", "lib"]);
});

test("a file outside of all packages touches none, however its folder begins", () => {
  expect(packagesOfFiles(workspace, ["README.md", "packages/app2/x", "packages/x", "libs2/y"])).toEqual([]);
});
