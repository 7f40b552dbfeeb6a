import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { isolatedEnv, readManifest, useTempFolders } from "@convoy/testkit";
import { changelogWorld, statusOf, versionInChild, versionWorld } from "./version-world.fixture.ts";

useTempFolders();
jest.setTimeout(30_000);

test("manifests, changelogs, changesets and lock file follow, and each of them is named", async () => {
  const workspace = await versionWorld({ install: "lock-file" });
  expect(await versionInChild(workspace)).toEqual({
    files: [
      ".changeset/change-1.md",
      "packages/codec/CHANGELOG.md",
      "packages/codec/package.json",
      "packages/http/CHANGELOG.md",
      "packages/http/package.json",
      "pnpm-lock.yaml",
    ],
    lockFile: "updated",
  });
  expect(await statusOf(workspace)).toEqual([
    " D .changeset/change-1.md",
    " M packages/codec/package.json",
    " M packages/http/package.json",
    " M pnpm-lock.yaml",
    "?? packages/codec/CHANGELOG.md",
    "?? packages/http/CHANGELOG.md",
  ]);
  expect(await readManifest(workspace, "packages/http")).toMatchObject({
    version: "1.0.1",
    dependencies: { "@acme/codec": "workspace:^2.0.0" },
  });
  expect(await readFile(join(workspace.root, "packages/codec/CHANGELOG.md"), "utf8")).toMatch(
    /^# @acme\/codec\n\n## 2\.0\.0\n\n### Major Changes\n\n- [0-9a-f]{7}: Codecs are faster\.\n$/,
  );
});

test("S5: a changelog module sees no credential, but what the user names; what it prints harms nothing", async () => {
  const workspace = await changelogWorld(`
    import { writeFileSync, writeSync } from "node:fs";
    console.log('{"kind":"failed"}');
    writeSync(1, "straight to the pipe");
    writeFileSync("seen.json", JSON.stringify(process.env));
  `);
  const secrets = {
    AWS_SECRET_ACCESS_KEY: "s",
    NODE_AUTH_TOKEN: "s",
    GITHUB_TOKEN: "shown",
    OTHER_TOKEN: "s",
  };
  const environment = { ...isolatedEnv(workspace.root), ...secrets };
  await versionInChild(workspace, { environment, expose: ["GITHUB_TOKEN", "NODE_AUTH_TOKEN"] });
  const seen = JSON.parse(await readFile(join(workspace.root, "seen.json"), "utf8")) as Record<
    string,
    string
  >;
  expect(Object.keys(seen).filter((name) => name in secrets)).toEqual(["GITHUB_TOKEN"]);
});

test("a module that is missing, or throws, is named, and nothing was written", async () => {
  const missing = await versionWorld({ config: { changelog: "not-installed-changelog" } });
  await expect(versionInChild(missing)).rejects.toMatchObject({
    code: "CHANGELOG_MISSING",
    message: "The changelog module not-installed-changelog is not installed",
  });
  const broken = await changelogWorld('throw new Error("no such pull request");');
  await expect(versionInChild(broken)).rejects.toMatchObject({
    code: "VERSION_FAILED",
    message: "The version step failed: no such pull request",
    hint: "Look at the changelog module (./changelog.mjs) and at what it needs.",
  });
  expect([await statusOf(missing), await statusOf(broken)]).toEqual([[], []]);
});

test("F50: what is applied is what was planned, or nothing", async () => {
  const workspace = await versionWorld();
  await expect(versionInChild(workspace, { planned: { "@acme/codec": "1.1.0" } })).rejects.toMatchObject({
    code: "PLAN_STALE",
    message:
      "The changesets no longer ask for what was planned: @acme/codec (planned: 1.1.0, now: 2.0.0), " +
      "@acme/http (planned: not at all, now: 1.0.1)",
  });
  expect(await statusOf(workspace)).toEqual([]);
});
