import { affectedBy } from "@convoy/core";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { pnpmWorkspace } from "../packages/files.fixture.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { changeset, changesetFolder, MANIFESTS } from "./changes.fixture.ts";
import { missingChangesets } from "./missing-changesets.ts";
import { readChanges } from "./read-changes.ts";

useTempFolders();

/** The names that are asked for when these packages were changed. */
async function missing(
  changed: readonly string[],
  files: Readonly<Record<string, unknown>>,
  config = {},
): Promise<readonly string[]> {
  const reading = await readWorkspace(await pnpmWorkspace(MANIFESTS, changesetFolder(files, config)));
  const found = missingChangesets(affectedBy(reading, changed), reading, await readChanges(reading));
  return found.map(({ name }) => name);
}

test("a changed package without a changeset is asked for, and not its dependents", async () => {
  expect(await missing(["codec"], {})).toEqual(["codec"]);
});

test("a changeset that names the package is enough, even one that asks for nothing", async () => {
  expect(await missing(["codec", "http"], { "a.md": changeset('"codec": none, "http": patch') })).toEqual([]);
});

test("private and ignored packages are not asked for", async () => {
  expect(await missing(["site", "http"], {}, { ignore: ["http"] })).toEqual([]);
});

test("an empty changeset says that there is nothing to release", async () => {
  expect(await missing(["codec"], { "a.md": changeset("") })).toEqual([]);
});
