import { expect, test } from "@jest/globals";
import { execa } from "execa";
import { isolatedEnv } from "../clients/isolated-env.ts";
import { CLIENTS, installWith } from "../clients/install-with.ts";
import { loadInstalled } from "../clients/load-installed.ts";
import { pnpmBinary } from "../clients/pnpm-binary.ts";
import { tempFolder, useTempFolders } from "../temp-folders.ts";
import { buildWorkspace, type BuiltWorkspace } from "../workspace/build-workspace.ts";
import { packagesOf } from "../workspace/packages-of.ts";
import { graphOf } from "../workspace/spec.ts";
import type { EmulatorRig } from "./rig.ts";
import { startEmulatorRig } from "./start-emulator-rig.ts";
import { visibilityViolations } from "./visibility.ts";

useTempFolders();

const CHANNEL = "npm-releases";

/** Publishes the whole workspace with pnpm, straight into the channel. */
async function publishWithPnpm({ root }: BuiltWorkspace, rig: EmulatorRig): Promise<void> {
  const registry = await rig.endpoint(CHANNEL);
  const home = await tempFolder("home");
  const args = ["-r", "publish", "--no-git-checks", `--registry=${registry}`];
  const token = { [`npm_config_${registry.replace("http:", "")}:_authToken`]: await rig.token() };
  await execa(pnpmBinary(), args, {
    cwd: root,
    env: { ...isolatedEnv(home), ...token },
    extendEnv: false,
  });
}

test("a rig has empty repositories, and is empty again after a reset", async () => {
  const rig = await startEmulatorRig();
  const workspace = await buildWorkspace({ packages: packagesOf("codec@1.2.0") });
  expect(await rig.snapshotOf(CHANNEL)).toEqual({});

  await publishWithPnpm(workspace, rig);
  const snapshot = await rig.snapshotOf(CHANNEL);
  const packument = await rig.packument(CHANNEL, "@acme/codec");
  expect(snapshot).toEqual({
    "@acme/codec": {
      versions: {
        "1.2.0": { status: "Published", integrity: packument?.versions["1.2.0"]?.dist.integrity },
      },
      distTags: { latest: "1.2.0" },
    },
  });

  await rig.reset();
  expect(await rig.snapshotOf(CHANNEL)).toEqual({});
  expect(await rig.packument(CHANNEL, "@acme/codec")).toBeNull();
});

test("what was published in order shows no violation, and every client installs it", async () => {
  const rig = await startEmulatorRig();
  const packages = packagesOf("codec@1.2.0 <- http <- app, codec <- cli");
  await publishWithPnpm(await buildWorkspace({ packages }), rig);
  expect(visibilityViolations(await rig.requests(), graphOf(packages), { repository: CHANNEL })).toEqual([]);

  const settings = {
    registry: await rig.endpoint(CHANNEL),
    token: await rig.token(),
    deps: { "@acme/app": "^1.0.0" },
  };
  for (const client of CLIENTS) {
    const folder = await tempFolder(client);
    const installed = await installWith(client, folder, settings);
    expect(installed).toMatchObject({ exitCode: 0 });
    expect(await loadInstalled(folder, ["@acme/app"])).toEqual([
      "@acme/app@1.0.0",
      "@acme/codec@1.2.0",
      "@acme/http@1.0.0",
    ]);
  }
});
