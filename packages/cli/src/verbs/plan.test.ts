import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { git, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { leaveUnfinished, UNFINISHED, workspaceOf } from "./world.fixture.ts";

useTempFolders();

test("the plan is one document, made without convoy.json and from any folder of the workspace", async () => {
  const { root } = await workspaceOf();
  const ran = await convoy(root, ["plan", "--json", "--cwd", "packages/http"]);
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  expect(ran.json()).toEqual([
    {
      format: 1,
      commit: await git(root, ["rev-parse", "HEAD"]),
      releases: [
        {
          name: "@acme/codec",
          dir: "packages/codec",
          from: "1.0.0",
          to: "1.1.0",
          bump: "minor",
          because: [{ kind: "change", changeset: "brave-cats-jump", bump: "minor" }],
          after: [],
          distTag: "latest",
        },
        {
          name: "@acme/http",
          dir: "packages/http",
          from: "1.0.0",
          to: "1.0.1",
          bump: "patch",
          because: [{ kind: "change", changeset: "brave-cats-jump", bump: "patch" }],
          after: ["@acme/codec"],
          distTag: "latest",
        },
      ],
      estimate: { requests: 6, depth: 2 },
    },
  ]);
});

test("a plan that could not be carried out is refused, as one document", async () => {
  const { root } = await workspaceOf({ drawing: "codec <- http <- codec" });
  const ran = await convoy(root, ["plan", "--json"]);
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toEqual([
    { format: 1, error: { code: "PLAN_CYCLE", message: expect.any(String), hint: expect.any(String) } },
  ]);
});

test("the graph is Mermaid and nothing else", async () => {
  const { root } = await workspaceOf();
  expect((await convoy(root, ["plan", "--graph", "mermaid"])).stdout).toBe(
    'flowchart LR\n  n0["@acme/codec 1.1.0"]\n  n1["@acme/http 1.0.1"]\n  n1 --> n0\n',
  );
});

test("a release that stopped is noted beside the plan: it may have used up the changesets", async () => {
  const workspace = await workspaceOf({ changesets: [] });
  await leaveUnfinished(workspace);
  const { stdout, stderr } = await convoy(workspace.root, ["plan"]);
  expect(stdout).toBe("Nothing to release.\n");
  expect(stderr).toBe(`note: release ${UNFINISHED} has not ended, and this plan is made from what it left\n`);
});

test("a broken convoy.json is refused before anything else", async () => {
  const { root } = await workspaceOf();
  await writeFile(join(root, "convoy.json"), "{");
  expect((await convoy(root, ["plan"])).stderr).toMatch(/^CONFIG_INVALID: convoy.json is no JSON/);
});
