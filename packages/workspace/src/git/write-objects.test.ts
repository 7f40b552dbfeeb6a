import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { git, tempFolder, useTempFolders } from "@convoy/testkit";
import { openClone, type Clone } from "./clone.ts";
import { writeObject, writeObjects } from "./write-objects.ts";

useTempFolders();

const TEXTS = ["", "one line\n", "naïve ☃\n", "x".repeat(100_000)];

async function emptyClone(...options: readonly string[]): Promise<Clone> {
  const folder = await tempFolder("objects");
  await git(folder, ["init", "--quiet", ...options]);
  return openClone(folder, { env: process.env });
}

test.each(["sha1", "sha256"])("git reads what was written into a %s repository", async (format) => {
  const clone = await emptyClone(`--object-format=${format}`);
  const ids = await writeObjects(
    clone,
    TEXTS.map((text) => ({ type: "blob", text })),
  );
  const read = await Promise.all(ids.map((id) => clone.run(["cat-file", "blob", id])));
  expect(read).toEqual(TEXTS);
  expect(await clone.run(["fsck", "--strict", "--no-dangling"])).toBe("");
});

test("an object that is there already is written again without harm", async () => {
  const clone = await emptyClone();
  const once = await writeObject(clone, { type: "blob", text: "same" });
  const twice = await writeObject(clone, { type: "blob", text: "same" });
  expect(twice).toBe(once);
});

test("where a group shares the clone, the group may add to the folder of an object", async () => {
  const clone = await emptyClone("--shared=group");
  const id = await writeObject(clone, { type: "blob", text: "shared" });
  const { mode } = await stat(join(clone.commonDir, "objects", id.slice(0, 2)));
  expect(mode & 0o070).toBe(0o070);
});
