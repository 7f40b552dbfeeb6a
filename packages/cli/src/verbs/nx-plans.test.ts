import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders();

test("changesets become version plans of Nx, by the names of its projects, and what asks for nothing goes", async () => {
  const { root } = await workspaceOf({
    changesets: [
      {
        id: "brave-cats-jump",
        releases: { "@acme/codec": "minor", "@acme/http": "none" },
        summary: "Read UTF-16.",
      },
      { id: "calm-dogs-run", releases: { "@acme/http": "none" } },
    ],
  });
  await writeFile(join(root, "packages/codec/project.json"), '{"name":"codec"}');
  const { exitCode, json } = await convoy(root, ["version", "--emit-nx-plans", "--json"]);
  expect([exitCode, json()]).toEqual([0, [{ format: 1, plans: [".nx/version-plans/brave-cats-jump.md"] }]]);
  const plan = await readFile(join(root, ".nx/version-plans/brave-cats-jump.md"), "utf8");
  expect(plan).toBe('---\n"codec": minor\n---\n\nRead UTF-16.\n');
  expect(await readdir(join(root, ".changeset"))).toEqual(["config.json"]);
});
