import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  buildWorkspace,
  type BuiltWorkspace,
  commitAll,
  git,
  isolatedEnv,
  useTempFolders,
  writeFiles,
} from "@convoy/testkit";
import { type NxAffected, readNxAffected } from "./read-nx-affected.ts";

useTempFolders();

const packages = [
  { name: "@acme/codec" },
  { name: "@acme/http", deps: { "@acme/codec": "workspace:^" } },
  { name: "@acme/log" },
  { name: "@acme/docs", manifest: { nx: { implicitDependencies: ["@acme/log"] } } },
];

async function affectedBy(
  workspace: BuiltWorkspace,
  change: Readonly<Record<string, string>>,
): Promise<NxAffected> {
  const { root } = workspace;
  const base = await git(root, ["rev-parse", "HEAD"]);
  await writeFiles(root, change);
  const head = await commitAll(workspace, "feat: a change");
  const files = (await git(root, ["diff", "--name-only", base, head])).split("\n");
  return readNxAffected({ root, base, head, files, env: isolatedEnv(root) });
}

test("a change reaches the package and its dependents, and nothing else", async () => {
  const workspace = await buildWorkspace({ packages, nx: true });
  expect(await affectedBy(workspace, { "packages/codec/src/index.ts": "export const codec = 2;\n" })).toEqual(
    {
      kind: "affected",
      projects: [
        { name: "@acme/codec", root: "packages/codec", changed: true, dependsOn: [] },
        { name: "@acme/http", root: "packages/http", changed: false, dependsOn: ["@acme/codec"] },
      ],
    },
  );
});

test("an implicit dependency of Nx counts, though no manifest knows of it", async () => {
  const workspace = await buildWorkspace({ packages, nx: true });
  expect(await affectedBy(workspace, { "packages/log/README.md": "# Log\n" })).toEqual({
    kind: "affected",
    projects: [
      { name: "@acme/docs", root: "packages/docs", changed: false, dependsOn: ["@acme/log"] },
      { name: "@acme/log", root: "packages/log", changed: true, dependsOn: [] },
    ],
  });
});

test("a plugin that fails is named, with what it threw", async () => {
  const workspace = await buildWorkspace({ packages, nx: true });
  const plugin =
    'exports.createNodes = ["**/package.json", () => { throw new Error("no licence for plugins"); }];\n';
  const change = { "nx.json": '{"plugins": ["./plugin.cjs"]}\n', "plugin.cjs": plugin };
  await expect(affectedBy(workspace, change)).rejects.toMatchObject({
    code: "NX_GRAPH_FAILED",
    message: expect.stringContaining("no licence for plugins"),
  });
});

describe("with an Nx that we have never seen", () => {
  const devkit = `
    console.log("NX   a word from the sponsors");
    const edge = (source, target) => ({ source, target, type: "static" });
    exports.createProjectGraphAsync = async () => ({
      nodes: { codec: { data: { root: "packages/codec" } }, http: { data: { root: "packages/http" } } },
      dependencies: { codec: [], http: [edge("http", "codec")] },
    });`;

  async function workspaceWith(files: Readonly<Record<string, string>>): Promise<BuiltWorkspace> {
    const workspace = await buildWorkspace({ packages, nx: "not-installed" });
    const nx = {
      "node_modules/nx/package.json": '{"name":"nx","version":"99.0.0"}',
      "node_modules/nx/bin/nx.js": "",
    };
    await writeFiles(workspace.root, { ...nx, ...files });
    return workspace;
  }

  test("its command answers when its functions have moved, whatever else it prints", async () => {
    const workspace = await workspaceWith({
      "node_modules/nx/src/devkit-exports.js": devkit,
      "node_modules/nx/bin/nx.js": `
        if (process.argv.slice(2, 5).join(" ") !== "show projects --affected") process.exit(1);
        console.log("NX   another word\\n" + JSON.stringify(["http", "codec"]) + "\\nbye");`,
    });
    expect(
      await affectedBy(workspace, { "packages/codec/src/index.ts": "export const codec = 2;\n" }),
    ).toEqual({
      kind: "affected",
      projects: [
        { name: "codec", root: "packages/codec", changed: true, dependsOn: [] },
        { name: "http", root: "packages/http", changed: false, dependsOn: ["codec"] },
      ],
    });
  });

  test("when it ends the process, the error shows what it printed last", async () => {
    const workspace = await workspaceWith({
      "node_modules/nx/src/devkit-exports.js": 'console.error("licence expired"); process.exit(0);',
    });
    await expect(affectedBy(workspace, { "a.txt": "a" })).rejects.toMatchObject({
      code: "NX_GRAPH_FAILED",
      message: expect.stringContaining("licence expired"),
    });
  });

  test("it sees the environment it is given, and of ours nothing", async () => {
    const workspace = await workspaceWith({
      "node_modules/nx/src/devkit-exports.js": "throw new Error(Object.keys(process.env).sort().join(' '));",
    });
    const names = Object.keys(isolatedEnv(workspace.root));
    const ours = ["NX_DAEMON", "NX_ISOLATE_PLUGINS", "NX_NO_CLOUD", "NX_TUI", "NX_WORKSPACE_ROOT_PATH"];
    const message = await affectedBy(workspace, { "a.txt": "a" }).then(
      () => "",
      (error: Error) => error.message,
    );
    const seen = message.split("\n").at(-1)?.split(" ") ?? [];
    expect(seen).toContain("PATH");
    const node = ["NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE"];
    expect(seen.filter((name) => ![...names, ...ours, ...node].includes(name))).toEqual([]);
  });
});

test("a workspace without nx.json, or without nx, is no error and starts no process", async () => {
  const { root } = await buildWorkspace({ packages, nx: "not-installed" });
  const request = { root, base: "HEAD", head: "HEAD", files: [], env: {} };
  expect(await readNxAffected(request)).toEqual({ kind: "without-nx", reason: "nx-not-installed" });
  await rm(join(root, "nx.json"));
  expect(await readNxAffected(request)).toEqual({ kind: "without-nx", reason: "no-nx-json" });
});
