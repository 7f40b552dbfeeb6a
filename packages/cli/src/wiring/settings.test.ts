import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import type { Host } from "../host.ts";
import { limitsOf, targetSettings } from "./settings.ts";

useTempFolders();

const codeArtifact = {
  type: "codeartifact",
  domain: "acme",
  region: "eu-west-1",
  repository: "npm-releases",
} as const;
const npm = { type: "npm", registry: "https://npm.acme.test/" } as const;

const hostWith = (env: Host["env"]): Host => ({ env }) as Host;

test("a limit that is not set is the default one", () => {
  expect(limitsOf({ target: codeArtifact, limits: { copy: 2 } })).toMatchObject({
    upload: 8,
    copy: 2,
    read: 32,
    writesPerSecond: 80,
  });
});

test("a plain registry is asked as fast as it answers, unless convoy.json sets a pace", () => {
  expect(limitsOf({ target: npm })).toMatchObject({ writesPerSecond: Infinity, read: 64 });
  expect(limitsOf({ target: npm, limits: { writesPerSecond: 5 } })).toMatchObject({ writesPerSecond: 5 });
});

test("CodeArtifact's tokens live for minutes, unless convoy.json wants them longer", async () => {
  expect(await targetSettings({ target: codeArtifact }, hostWith({}))).toMatchObject({ tokenSeconds: 900 });
  expect(await targetSettings({ target: codeArtifact, tokenSeconds: 3600 }, hostWith({}))).toMatchObject({
    tokenSeconds: 3600,
  });
});

test("a plain registry takes the token of the environment, NODE_AUTH_TOKEN before NPM_TOKEN", async () => {
  const home = await tempFolder("home");
  const settingsWith = (env: Host["env"]): Promise<object> =>
    targetSettings({ target: npm }, hostWith({ HOME: home, ...env }));
  expect(await settingsWith({ NODE_AUTH_TOKEN: "a", NPM_TOKEN: "b" })).toMatchObject({ token: "a" });
  expect(await settingsWith({ NPM_TOKEN: "b" })).toMatchObject({ token: "b" });
  expect(await settingsWith({})).not.toHaveProperty("token");
});

test("the user's own npmrc is read, where npm would look for it", async () => {
  const home = await tempFolder("home");
  await writeFile(join(home, ".npmrc"), "//npm.acme.test/:_authToken=of-home\n");
  await writeFile(join(home, "other"), "//npm.acme.test/:_authToken=of-other\n");
  const npmrcWith = (env: Host["env"]): Promise<unknown> =>
    targetSettings({ target: npm }, hostWith({ HOME: home, ...env }));
  expect(await npmrcWith({})).toMatchObject({ npmrc: { "//npm.acme.test/:_authToken": "of-home" } });
  expect(await npmrcWith({ NPM_CONFIG_USERCONFIG: join(home, "other") })).toMatchObject({
    npmrc: { "//npm.acme.test/:_authToken": "of-other" },
  });
});
