import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { commitAll, git, runConvoy, useTempFolders } from "@convoy/testkit";
import { CHANNEL } from "./world.ts";
import { freshWorkspace } from "./nx-fresh.ts";

useTempFolders();

test("packed, installed from CodeArtifact by nx add, and used: a failure leaves nothing, and then it arrives", async () => {
  const { rig, root, nx, workspace } = await freshWorkspace();
  const { target } = rig.config;
  const flags = [
    `--domain=${target.domain}`,
    `--region=${target.region}`,
    `--repository=${target.repository}`,
  ];
  // Nobody is there to be asked, and `nx add` passes no answers on.
  const added = await nx(["add", "@convoy/nx"]);
  expect(added).toEqual({ exitCode: 0, output: expect.stringContaining("convoy.json is missing") });
  const init = ["g", "@convoy/nx:init", ...flags, `--staging=${target.staging}`, "--tags=convoy"];
  const dry = await nx([...init, "--dry-run"]);
  expect([dry.exitCode, existsSync(join(root, "convoy.json"))]).toEqual([0, false]);
  const prepared = await nx(init);
  expect([prepared.exitCode, prepared.output]).toEqual([0, expect.stringContaining("CREATE convoy.json")]);
  const nxJson = JSON.parse(await readFile(join(root, "nx.json"), "utf8")) as object;
  expect(nxJson).toMatchObject({ plugins: ["@convoy/nx"], release: { git: { tag: false } } });
  const head = await commitAll(workspace, "chore: convoy");

  const fault = {
    match: { operation: "PublishVersion", package: "@acme/http" },
    times: 1_000_000,
    do: "status:400",
  };
  await rig.faults([fault]);
  const failed = await nx(["release", "patch", "--yes", "--first-release"]);
  expect([failed.exitCode, failed.output]).toEqual([1, expect.stringContaining("@acme/http")]);
  expect([await git(root, ["rev-parse", "HEAD"]), await git(root, ["tag"])]).toEqual([head, ""]);
  expect(await rig.packument(CHANNEL, "@acme/codec")).toBeNull();

  await rig.faults([]);
  const arrived = await nx(["release", "patch", "--yes", "--first-release"]);
  expect([arrived.exitCode, arrived.output]).toEqual([0, expect.stringContaining("NX")]);
  expect((await rig.packument(CHANNEL, "@acme/http"))?.["dist-tags"]).toEqual({ latest: "1.0.1" });
  const bin = join(root, "node_modules/@convoy/cli/bin/convoy.js");
  expect(await runConvoy(["doctor", "--json"], { cwd: root, bin, env: rig.env })).toMatchObject({
    exitCode: 0,
  });
});
