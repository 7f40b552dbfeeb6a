import { expect, test } from "@jest/globals";
import { git, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { leaveUnfinished, workspaceOf } from "./world.fixture.ts";

useTempFolders();

const TARGET = ["--target", "npm", "--registry", "http://127.0.0.1:9/"];

test("init makes a workspace ready once, and a dry run writes nothing", async () => {
  const { root } = await workspaceOf({ nx: "not-installed" });
  const changes = [
    { path: "convoy.json", action: "create" },
    { path: "nx.json", action: "update" },
    { path: "package.json", action: "update" },
  ];
  const dry = await convoy(root, ["init", ...TARGET, "--yes", "--dry-run", "--json"]);
  expect(dry.json()).toEqual([{ format: 1, changes, applied: false }]);
  expect(await git(root, ["status", "--porcelain"])).toBe("");
  const done = await convoy(root, ["init", ...TARGET, "--yes", "--json"]);
  expect([done.exitCode, done.json()]).toEqual([0, [{ format: 1, changes, applied: true }]]);
  expect((await convoy(root, ["init", "--yes"])).stdout).toBe("The workspace is ready: nothing to change.\n");
});

test("init asks the person at the terminal for what no flag says, and refuses where nobody is there", async () => {
  const { root } = await workspaceOf();
  const refused = await convoy(root, ["init", "--domain", "acme", "--json"]);
  expect([refused.exitCode, refused.json()]).toMatchObject([2, [{ error: { code: "INIT_INCOMPLETE" } }]]);
  const asked: string[] = [];
  const ask = async (question: string): Promise<string> => {
    asked.push(question);
    return question.includes("region") ? "eu-west-1" : "";
  };
  const answered = await convoy(root, ["init", "--domain", "acme", "--repository", "npm"], { ask });
  expect([answered.exitCode, asked.length]).toEqual([0, 2]);
});

test("doctor finds what is missing, what has not ended and what Nx does otherwise, all at once", async () => {
  const workspace = await workspaceOf({ nx: "not-installed" });
  await leaveUnfinished(workspace);
  const { exitCode, stdout } = await convoy(workspace.root, ["doctor"]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^warning: nx.json plugins \(NX_PLUGIN_MISSING\)\n {2}the plugin of Convoy/m);
  expect(stdout).toMatch(/^error: release 20260131-174500-1f3a \(RELEASE_UNFINISHED\)/m);
  expect(stdout).toMatch(/^error: convoy.json \(CONFIG_MISSING\)/m);
});
