import { createHash } from "node:crypto";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { DEFAULT_PACK_LIMITS } from "./pack-limits.ts";
import { readTarball } from "./read-tarball.ts";
import { MANIFEST_ENTRY, tarballOf } from "./tarball.fixture.ts";

useTempFolders();

test("one reading answers hash, size, entries and manifest", async () => {
  const path = await tarballOf(MANIFEST_ENTRY, { path: "package/bin.js", content: "#!", mode: 0o755 });
  const bytes = await readFile(path);
  expect(await readTarball(path, DEFAULT_PACK_LIMITS)).toEqual({
    size: bytes.length,
    integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
    entries: [
      { path: "package/package.json", type: "File", mode: 0o644, size: 40 },
      { path: "package/bin.js", type: "File", mode: 0o755, size: 2 },
    ],
    manifest: MANIFEST_ENTRY.content,
    secrets: new Map(),
    broken: null,
  });
});

test("a tarball that was cut short is called broken", async () => {
  const path = await tarballOf(MANIFEST_ENTRY, { path: "package/a", content: "a".repeat(100_000) });
  await truncate(path, 200);
  expect((await readTarball(path, DEFAULT_PACK_LIMITS)).broken).not.toBeNull();
});

test("a file that is no tarball is called broken", async () => {
  const path = await tarballOf(MANIFEST_ENTRY);
  await writeFile(path, "<html>not found</html>".repeat(100));
  expect((await readTarball(path, DEFAULT_PACK_LIMITS)).broken).not.toBeNull();
});

test("files beyond the ceilings are not read", async () => {
  const path = await tarballOf(MANIFEST_ENTRY, { path: "package/zeros", content: Buffer.alloc(5_000_000) });
  const reasons = [
    { ...DEFAULT_PACK_LIMITS, ratio: 50 },
    { ...DEFAULT_PACK_LIMITS, files: 1 },
    { ...DEFAULT_PACK_LIMITS, unpackedBytes: 1_000_000 },
  ].map(async (limits) => (await readTarball(path, limits)).broken);
  expect(await Promise.all(reasons)).toEqual([
    expect.stringContaining("max decompression ratio exceeded"),
    "it has more than 1 files",
    "its files are more than 1000000 bytes",
  ]);
});
