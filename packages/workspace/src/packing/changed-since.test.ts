import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import { create } from "tar";
import { changedSince } from "./changed-since.ts";

useTempFolders();

/** A folder, and a tarball of it as it is now. */
async function packed(files: Readonly<Record<string, string>>): Promise<{ tarball: string; folder: string }> {
  const [folder, out] = [await tempFolder("package"), await tempFolder("packed")];
  await writeFiles(folder, files);
  const tarball = join(out, "a.tgz");
  await create({ gzip: true, file: tarball, cwd: folder, prefix: "package" }, Object.keys(files));
  return { tarball, folder };
}

test("a file with other bytes is named; the manifest and what is not there are not", async () => {
  const { tarball, folder } = await packed({
    "package.json": "{}",
    LICENSE: "MIT",
    "dist/a.js": "1",
    "b.js": "1",
  });
  expect(await changedSince(tarball, folder)).toEqual([]);
  await writeFiles(folder, { "package.json": '{"version":"2.0.0"}', "dist/a.js": "2" });
  expect(await changedSince(tarball, folder)).toEqual(["dist/a.js"]);
  const elsewhere = await tempFolder("elsewhere");
  await writeFiles(elsewhere, { "package.json": "{}" });
  expect(await changedSince(tarball, elsewhere)).toEqual([]);
});

test("where another folder is packed in its place, that one is looked at", async () => {
  const { tarball, folder } = await packed({ "package.json": "{}", "a.js": "built" });
  const manifest = '{"publishConfig":{"directory":"dist"}}';
  await writeFiles(folder, { "package.json": manifest, "a.js": "source", "dist/a.js": "built" });
  expect(await changedSince(tarball, folder)).toEqual([]);
});
