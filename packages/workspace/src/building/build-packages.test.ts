import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { buildWorkspace, isolatedEnv, tempFolder, useTempFolders } from "@convoy/testkit";
import { buildCommand } from "./build-command.ts";
import { build, building, built } from "./building.fixture.ts";

useTempFolders();
jest.setTimeout(60_000);

test("without Nx the build scripts run, dependencies first, and those of dependencies too", async () => {
  const packages = [
    building("app", { lib: "workspace:^" }),
    building("lib", { base: "workspace:^" }),
    building("base"),
    building("other"),
  ];
  expect(await built(await build({ packages }, ["app"]))).toBe("base lib app ");
});

test("a failed build shows the end of its output, and how to see it again", async () => {
  const packages = [
    building(
      "app",
      {},
      "node -e \"for (let i = 0; i < 3000; i++) console.error('x'.repeat(99)); console.error('no such type'); process.exitCode = 3\"",
    ),
  ];
  const failure = build({ packages }, ["app"]).catch((error: unknown) => error);
  expect(await failure).toMatchObject({
    code: "BUILD_FAILED",
    message: expect.stringContaining("no such type"),
    hint: expect.stringContaining("pnpm --recursive run build"),
  });
  expect(((await failure) as Error).message.length).toBeLessThan(70_000);
});

test("S5: a build sees no credential", async () => {
  const dump = "node -e \"require('fs').writeFileSync('../../env.json', JSON.stringify(process.env))\"";
  const secrets = {
    AWS_SECRET_ACCESS_KEY: "s",
    NODE_AUTH_TOKEN: "s",
    GITHUB_TOKEN: "s",
    SSH_AUTH_SOCK: "s",
    NX_CLOUD_ACCESS_TOKEN: "s",
  };
  const env = { ...isolatedEnv(await tempFolder("home")), ...secrets };
  const { root } = await build({ packages: [building("app", {}, dump)] }, ["app"], { env });
  const seen = JSON.parse(await readFile(join(root, "env.json"), "utf8")) as object;
  expect(Object.keys(seen).filter((name) => name in secrets)).toEqual([]);
});

test("S5: builds see what the settings name, but nothing of AWS or npm", async () => {
  const dump = "node -e \"require('fs').writeFileSync('../../env.json', JSON.stringify(process.env))\"";
  const env = { ...isolatedEnv(await tempFolder("home")), API_URL: "given", AWS_SECRET_ACCESS_KEY: "s" };
  const expose = Object.keys(env);
  const { root } = await build({ packages: [building("app", {}, dump)] }, ["app"], { env, expose });
  const seen = JSON.parse(await readFile(join(root, "env.json"), "utf8")) as Record<string, unknown>;
  expect([seen["API_URL"], seen["AWS_SECRET_ACCESS_KEY"]]).toEqual(["given", undefined]);
});

test("a pnpm that the build starts does not install because the versions in the manifests are new", async () => {
  const { root } = await buildWorkspace({ packages: [building("app")] });
  const { env } = await buildCommand({ root, packages: [], env: {} });
  expect(env).toMatchObject({
    pnpm_config_verify_deps_before_run: "false",
    npm_config_verify_deps_before_run: "false",
  });
});

test("F45: an abort ends the build with all that it started", async () => {
  const script =
    "node -e \"require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {stdio: 'inherit'}); console.log('child is running'); setTimeout(() => {}, 60000)\"";
  const stop = new AbortController();
  const onLine = (line: string): void => {
    if (line.includes("child is running") && !line.includes("console")) stop.abort(new Error("stop"));
  };
  await expect(
    build({ packages: [building("app", {}, script)] }, ["app"], { signal: stop.signal, onLine }),
  ).rejects.toThrow("stop");
});

test("nothing to build starts nothing", async () => {
  const { root } = await build({ packages: [building("app")] }, []);
  await expect(access(join(root, "built.txt"))).rejects.toMatchObject({ code: "ENOENT" });
});
