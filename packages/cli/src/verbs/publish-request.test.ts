import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { commitAll, git, snapshotOf, useTempFolders, writeFiles } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { CONFIG, leaveUnfinished, workspaceOf } from "./world.fixture.ts";

useTempFolders();

async function publish(root: string, request: unknown): Promise<Ran> {
  const file = join(root, ".git", "request.json");
  await writeFile(file, typeof request === "string" ? request : JSON.stringify(request));
  return convoy(root, ["publish", "--request", file, "--json"]);
}

test("a request that cannot be read, or names what is no package, is refused with all that is wrong", async () => {
  const { root } = await workspaceOf({ files: { "convoy.json": CONFIG } });
  const wrong: readonly (readonly [unknown, string])[] = [
    ["{", "REQUEST_INVALID"],
    [{ format: 1, groups: [[7]], more: 1 }, "REQUEST_INVALID"],
    [{ format: 1, groups: [["@acme/codec", "@acme/none"]] }, "PACKAGE_UNKNOWN"],
  ];
  for (const [request, code] of wrong) {
    const { exitCode, json } = await publish(root, request);
    expect([exitCode, json()]).toEqual([
      2,
      [expect.objectContaining({ error: expect.objectContaining({ code }) })],
    ]);
  }
});

test("a release that is refused takes back what its caller had made for it", async () => {
  const workspace = await workspaceOf({ files: { "convoy.json": CONFIG } });
  const { root } = workspace;
  await leaveUnfinished(workspace);
  const before = await snapshotOf(workspace);
  await writeFiles(root, { "packages/codec/package.json": '{"name":"@acme/codec","version":"1.1.0"}\n' });
  await commitAll(workspace, "chore(release): publish");
  await git(root, ["tag", "v1.1.0"]);
  const made = { commit: true, tags: ["v1.1.0"] };
  const { exitCode } = await publish(root, { format: 1, groups: [["@acme/codec"]], made });
  expect(exitCode).toBe(2);
  expect(await snapshotOf(workspace)).toEqual(before);
});
