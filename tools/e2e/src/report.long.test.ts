import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { cloneOf, packagesOf, useTempFolders } from "@convoy/testkit";
import { worldOf } from "./world.ts";

useTempFolders();

test("S35 the clone that released, and any other, tell the same of a release", async () => {
  const world = await worldOf({
    packages: packagesOf("codec <- http"),
    changesets: [{ releases: { "@acme/codec": "minor", "@acme/http": "patch" }, summary: "Faster." }],
  });
  expect(await world.convoy(["release"])).toMatchObject({ exitCode: 0 });
  const elsewhere = await cloneOf(world.workspace);
  const told = await Promise.all(
    [world.workspace, elsewhere].map(async ({ root: cwd }) => {
      return (await world.convoy(["report", "--json"], { cwd })).last as unknown as Told;
    }),
  );
  const [here, there] = told;
  for (const { packages } of told)
    expect(packages.map(({ name, outcome, changes }) => [name, outcome, changes])).toEqual([
      ["@acme/codec", "published", expect.stringContaining("Faster.")],
      ["@acme/http", "published", expect.stringContaining("Faster.")],
    ]);
  const decided = (each: Told | undefined): unknown =>
    each?.moments.filter(({ kind }) => kind !== "versioned").map(({ kind, state }) => state ?? kind);
  expect(decided(there)).toEqual(decided(here));
  expect(there?.moments.filter(({ at }) => at === null)).toEqual([]);
});

interface Told {
  readonly packages: readonly { readonly name: string; readonly outcome: string; readonly changes: string }[];
  readonly moments: readonly { readonly at: string | null; readonly kind: string; readonly state?: string }[];
}

test("the page of a release that was taken back is written beside the failed run", async () => {
  const world = await worldOf({
    packages: packagesOf("codec <- http"),
    changesets: [{ releases: { "@acme/codec": "minor" } }],
  });
  await world.rig.faults([
    { match: { operation: "PublishVersion", package: "@acme/codec" }, times: 1_000_000, do: "status:400" },
  ]);
  expect(await world.convoy(["release"])).toMatchObject({ exitCode: 1 });
  expect(await world.convoy(["report", "--html", "release.html"])).toMatchObject({ exitCode: 0 });
  const page = await readFile(join(world.workspace.root, "release.html"), "utf8");
  expect(page).toContain("<strong>Not released.</strong> Everything was taken back");
  expect(page).toContain('class="is-failed"');
});
