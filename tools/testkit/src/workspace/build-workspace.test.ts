import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "../temp-folders.ts";
import { buildWorkspace, commitAll, push, writeFiles } from "./build-workspace.ts";
import { addChangeset, cloneOf, readManifest } from "./changes.ts";
import { git } from "./git.ts";
import { packagesOf } from "./packages-of.ts";
import { snapshotOf } from "./snapshot.ts";

useTempFolders();

test("a workspace is committed on main and pushed, and the same spec gives the same commit", async () => {
  const spec = {
    packages: packagesOf("codec <- http"),
    changesets: [{ releases: { "@acme/codec": "minor" as const } }],
  };
  const [one, other] = [await buildWorkspace(spec), await buildWorkspace(spec)];
  const snapshot = await snapshotOf(one);

  expect(snapshot).toMatchObject({ branch: "main", status: [], unfinished: [] });
  expect(snapshot.remoteRefs).toEqual({ "refs/heads/main": snapshot.head });
  expect(await git(other.root, ["rev-parse", "HEAD"])).toBe(snapshot.head);
});

test("a package exports its name, its version and what its dependencies export", async () => {
  const { root } = await buildWorkspace({
    packages: packagesOf("codec@1.2.0 <- http <- app"),
    install: "links",
  });
  const index = pathToFileURL(join(root, "packages", "app", "index.js")).href;
  const script = `console.log(JSON.stringify(await import(${JSON.stringify(index)})))`;
  const { stdout } = await execa(process.execPath, ["--input-type=module", "-e", script]);
  expect(JSON.parse(stdout)).toEqual({
    name: "@acme/app",
    version: "1.0.0",
    dependencies: {
      "@acme/http": {
        name: "@acme/http",
        version: "1.0.0",
        dependencies: {
          "@acme/codec": { name: "@acme/codec", version: "1.2.0", dependencies: {} },
        },
      },
    },
  });
});

test("a snapshot shows a changed file, a removed one, a staged one, a new ref and a lock", async () => {
  const workspace = await buildWorkspace({ packages: packagesOf("codec, http") });
  const before = await snapshotOf(workspace);
  expect(await snapshotOf(workspace)).toEqual(before);

  await addChangeset(workspace, { releases: { "@acme/codec": "patch" } });
  await rm(join(workspace.root, "packages/http/README.md"));
  await git(workspace.root, ["tag", "v1"]);
  await writeFiles(workspace.root, { ".git/index.lock": "", "packages/codec/index.js": "broken" });
  const after = await snapshotOf(workspace);

  expect(after.files).not.toEqual(before.files);
  expect(after.status).toEqual([
    " M packages/codec/index.js",
    " D packages/http/README.md",
    "?? .changeset/change-1.md",
  ]);
  expect(after.localRefs).toEqual({ ...before.localRefs, "refs/tags/v1": before.head });
  expect(after.unfinished).toEqual(["index.lock"]);
});

test("another clone sees what was pushed", async () => {
  const workspace = await buildWorkspace({ packages: packagesOf("codec") });
  await writeFiles(workspace.root, {
    "packages/codec/package.json": '{"name":"@acme/codec","version":"2.0.0"}',
  });
  const commit = await commitAll(workspace, "feat: two");
  await push(workspace);

  const clone = await cloneOf(workspace);
  expect(await readManifest(clone, "packages/codec")).toMatchObject({ version: "2.0.0" });
  expect(await snapshotOf(clone)).toMatchObject({ head: commit, branch: "main", status: [] });
});
