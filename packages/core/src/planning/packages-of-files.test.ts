import { expect, test } from "@jest/globals";
import { packageFinder } from "./packages-of-files.ts";

const workspace = {
  packages: [
    { name: "app", dir: "packages/app" },
    { name: "plugin", dir: "packages/app/plugin" },
    { name: "lib", dir: "libs" },
  ],
};

const packagesOf = packageFinder(workspace);

test("a file belongs to the package in the deepest folder above it", () => {
  expect(packagesOf(["packages/app/plugin/src/x.ts"])).toEqual(["plugin"]);
  expect(packagesOf(["packages/app/src/x.ts", "libs/a", "libs/b"])).toEqual(["app", "lib"]);
});

test("a file outside of all packages touches none, however its folder begins", () => {
  expect(packagesOf(["README.md", "packages/app2/x", "packages/x", "libs2/y"])).toEqual([]);
});
