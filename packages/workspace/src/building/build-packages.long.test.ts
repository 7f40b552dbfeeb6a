import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { buildWorkspace, isolatedEnv, tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import { buildPackages } from "./build-packages.ts";
import { build, building, built } from "./building.fixture.ts";

useTempFolders();
jest.setTimeout(60_000);

test("a package without a build is fine", async () => {
  const packages = [building("app", { lib: "workspace:^" }), { name: "lib" }];
  expect(await built(await build({ packages }, ["app", "lib"]))).toBe("app ");
});

test("an nx.json without Nx is a workspace without Nx", async () => {
  expect(await built(await build({ packages: [building("app")], nx: "not-installed" }, ["app"]))).toBe(
    "app ",
  );
});

test("in a workspace of npm a range that fits is a dependency", async () => {
  const packages = [building("app", { lib: "^1.0.0" }), building("lib")];
  const workspace = await buildWorkspace({ packages });
  await rm(join(workspace.root, "pnpm-workspace.yaml"));
  await writeFiles(workspace.root, {
    "package.json":
      '{"name":"root","private":true,"workspaces":["packages/*"],"packageManager":"npm@11.0.0"}',
  });
  const env = isolatedEnv(await tempFolder("home"));
  await buildPackages({
    root: workspace.root,
    packages: [{ name: "app", dir: "packages/app" }],
    env,
    signal: new AbortController().signal,
  });
  expect(await built(workspace)).toBe("lib app ");
});

test("what the build prints comes line by line", async () => {
  const lines: string[] = [];
  await build(
    { packages: [building("app", {}, "node -e \"console.log('\\u001b[31mred\\nblue')\"")] },
    ["app"],
    { onLine: (line) => lines.push(line) },
  );
  expect(lines.filter((line) => /(red|blue)$/.test(line)).map((line) => line.split(" ").at(-1))).toEqual([
    "red",
    "blue",
  ]);
});

test("with Nx the workspace's own Nx builds, by the folders of the projects", async () => {
  const packages = [
    { ...building("app", { lib: "workspace:^" }), files: { "project.json": '{"name":"another-name"}' } },
    building("lib"),
    building("other"),
  ];
  const nxJson = '{"analytics":false,"targetDefaults":{"build":{"dependsOn":["^build"]}}}';
  expect(await built(await build({ packages, nx: true, files: { "nx.json": nxJson } }, ["app"]))).toBe(
    "lib app ",
  );
});
