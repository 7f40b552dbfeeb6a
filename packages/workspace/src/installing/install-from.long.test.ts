import { access, chmod } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { expect, test } from "@jest/globals";
import {
  isolatedEnv,
  pathWithYarn,
  startEmulatorRig,
  tempFolder,
  useTempFolders,
  writeFiles,
  type EmulatorRig,
} from "@convoy/testkit";
import { runChild } from "../children/run-child.ts";
import { INSTALL_CLIENTS, type InstallClient } from "./client.ts";
import { installFrom, type InstallRequest } from "./install-from.ts";

useTempFolders();

const CHANNEL = "npm-releases";
const CODEC = { name: "@acme/codec", version: "1.0.0" };
const HTTP = { name: "@acme/http", version: "1.0.0" };
/** Would fail the install if it ran. */
const scripts = { postinstall: "exit 1" };

/** A channel with two packages, and what it takes to install from it. */
async function channel(client: InstallClient): Promise<InstallRequest & { readonly rig: EmulatorRig }> {
  const rig = await startEmulatorRig();
  const [registry, token] = [await rig.endpoint(CHANNEL), await rig.token()];
  await publish({ ...CODEC, scripts, os: ["none"] }, await rig.npmrcFor(CHANNEL));
  await publish(
    { ...HTTP, scripts, optionalDependencies: { "@acme/codec": "^1.0.0" } },
    await rig.npmrcFor(CHANNEL),
  );
  return {
    rig,
    client,
    registry,
    settings: { [`${registry.replace("http:", "")}:_authToken`]: token },
    packages: [HTTP, { ...CODEC, optional: true }],
    env: { PATH: await pathWithYarn() },
  };
}

async function publish(manifest: object, npmrc: string): Promise<void> {
  const folder = await tempFolder("publisher");
  await writeFiles(folder, { "package.json": JSON.stringify(manifest), ".npmrc": npmrc });
  const env = isolatedEnv(folder);
  const { exitCode, stderr } = await runChild({ command: "npm", args: ["publish"], cwd: folder, env });
  if (exitCode !== 0) throw new Error(stderr);
}

async function failure(request: InstallRequest): Promise<ReleaseError> {
  const failed = await installFrom(request).catch((error: unknown) => error);
  if (!(failed instanceof ReleaseError)) throw new Error("it did not fail", { cause: failed });
  for (const secret of Object.values(request.settings)) expect(failed.message).not.toContain(secret);
  return failed;
}

test.each(INSTALL_CLIENTS)("%s answers what it has locked, one for other platforms too", async (client) => {
  const request = await channel(client);
  const found = await installFrom(request);
  const published = [CODEC, HTTP].map(async ({ name, version }) => {
    const integrity = (await request.rig.packument(CHANNEL, name))?.versions[version]?.dist.integrity;
    return client === "yarn" ? { name, version } : { name, version, integrity };
  });
  expect(found).toEqual(await Promise.all(published));
});

const SAID: Readonly<Record<InstallClient, Readonly<Record<"missing" | "elsewhere" | "refused", string>>>> = {
  npm: {
    missing: "No matching version found for @acme/http@1.7.0",
    elsewhere: "404 Not Found",
    refused: "E401",
  },
  pnpm: { missing: "ERR_PNPM_NO_MATCHING_VERSION", elsewhere: "ERR_PNPM_FETCH_404", refused: "401" },
  yarn: {
    missing: "YN0082: @acme/http@npm:1.7.0: No candidates found",
    elsewhere: "Response Code: 404",
    refused: "Invalid authentication",
  },
};

test.each(INSTALL_CLIENTS)("what %s could not install is told in its own words", async (client) => {
  const request = await channel(client);
  const missing = await failure({ ...request, packages: [{ ...HTTP, version: "1.7.0" }] });
  expect(missing.message).toContain(SAID[client].missing);

  const [key = ""] = Object.keys(request.settings);
  const refused = await failure({ ...request, settings: { [key]: "0ld-t0ken" } });
  expect(refused.message).toContain(SAID[client].refused);

  const app = { name: "@acme/app", version: "1.0.0" };
  await publish({ ...app, dependencies: { "is-number": "^7.0.0" } }, await request.rig.npmrcFor(CHANNEL));
  const elsewhere = await failure({ ...request, packages: [app] });
  expect(elsewhere.message).toContain(SAID[client].elsewhere);
  expect(elsewhere.hint).toBe(
    "is-number is no part of the release: the registry needs an upstream that has it.",
  );
});

test("a client that is not there is named, and one of a project's own is none", async () => {
  const folder = await tempFolder("project");
  await writeFiles(folder, { "node_modules/.bin/yarn": "#!/bin/sh\nexit 0\n" });
  const own = join(folder, "node_modules", ".bin");
  await chmod(join(own, "yarn"), 0o755);
  const request: InstallRequest = {
    client: "yarn",
    registry: "http://127.0.0.1:1/",
    settings: {},
    packages: [HTTP],
    env: { PATH: own },
  };
  expect((await failure(request)).code).toBe("INSTALL_CLIENT_MISSING");
});

test("a Yarn that would ask the public registry, and run scripts, is refused before it is asked for anything", async () => {
  const folder = await tempFolder("programs");
  const script = `#!/bin/sh\n[ "$*" = --version ] && echo 1.22.22 || echo "$@" > ${join(folder, "asked")}\n`;
  await writeFiles(folder, { yarn: script });
  await chmod(join(folder, "yarn"), 0o755);
  const request: InstallRequest = {
    client: "yarn",
    registry: "http://127.0.0.1:1/",
    settings: {},
    packages: [HTTP],
    env: { PATH: folder },
  };
  expect(await failure(request)).toMatchObject({
    code: "INSTALL_CLIENT_TOO_OLD",
    message: "the `yarn` on the PATH is 1.22.22",
  });
  await expect(access(join(folder, "asked"))).rejects.toThrow("ENOENT");
});
