import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { ENTRY_RULES } from "./entry-rules.ts";
import { MANIFEST_RULES } from "./manifest-rules.ts";
import { DEFAULT_PACK_LIMITS } from "./pack-limits.ts";
import type { PackedPackage } from "./packed-package.ts";
import { readTarball } from "./read-tarball.ts";
import { SECRET_RULES } from "./secret-rules.ts";
import { MANIFEST_ENTRY, tarballOf, type EntrySpec } from "./tarball.fixture.ts";

useTempFolders();

async function packed(
  entries: readonly EntrySpec[],
  more: Partial<PackedPackage> = {},
): Promise<PackedPackage> {
  const tarball = await readTarball(await tarballOf(MANIFEST_ENTRY, ...entries), DEFAULT_PACK_LIMITS);
  const manifest = { name: "@acme/codec", version: "1.1.0" };
  return {
    name: "@acme/codec",
    version: "1.1.0",
    tarball,
    manifest,
    limits: DEFAULT_PACK_LIMITS,
    allowed: new Set(),
    ...more,
  };
}

async function problems(
  entries: readonly EntrySpec[],
  more: Partial<PackedPackage> = {},
): Promise<readonly string[]> {
  const one = await packed(entries, more);
  return [...ENTRY_RULES, ...MANIFEST_RULES, ...SECRET_RULES].flatMap((rule) => rule(one));
}

test("an ordinary package passes every rule", async () => {
  expect(
    await problems([
      { path: "package/dist/index.js", content: "x" },
      { path: "package/.env.example", content: "A=" },
    ]),
  ).toEqual([]);
});

test("S14: what would be unpacked outside, is no file, or has two meanings is refused", async () => {
  const entries: EntrySpec[] = [
    { path: "/etc/passwd" },
    { path: "package/../../evil" },
    { path: "package/C:/x" },
    { path: "package/a\\b" },
    { path: "package/link", type: "SymbolicLink", linkpath: "/etc/passwd" },
    { path: "package/hard", type: "Link", linkpath: "package/package.json" },
    { path: "package/tty", type: "CharacterDevice" },
    { path: "package/su", mode: 0o4755 },
    { path: "package/twice" },
    { path: "package/twice" },
    { path: "package/Readme.md" },
    { path: "package/README.md" },
  ];
  expect(await problems(entries)).toEqual([
    "/etc/passwd would be unpacked outside the package",
    "../../evil would be unpacked outside the package",
    '"C:/x" is no name that every system can unpack',
    '"a\\\\b" is no name that every system can unpack',
    "link is a symbolic link, which clients drop or refuse",
    "hard is a Link, which clients drop or refuse",
    "tty is a CharacterDevice, which clients drop or refuse",
    "su runs with the rights of its owner (setuid or setgid)",
    "twice is in it twice",
    "Readme.md and README.md are one file where names have no case",
  ]);
});

test("S15: files of secrets are refused by name and by content, until they are allowed by name", async () => {
  const entries: EntrySpec[] = [
    { path: "package/lib/.env", content: "A=1" },
    { path: "package/lib/.env.production", content: "A=1" },
    { path: "package/.git-credentials", content: "x" },
    { path: "package/id_ed25519", content: "x" },
    { path: "package/lib/config.js", content: `npm_${"a1B2".repeat(9)}` },
  ];
  expect(await problems(entries)).toEqual([
    "lib/.env looks like a file of secrets",
    "lib/.env.production looks like a file of secrets",
    ".git-credentials looks like a file of secrets",
    "id_ed25519 looks like a file of secrets",
    "lib/config.js has an npm token in it",
  ]);
  const allowed = new Set(entries.map(({ path }) => path.replace("package/", "@acme/codec/")));
  expect(await problems(entries, { allowed })).toEqual([]);
});

test("F38, S17: a manifest must be as planned, public, and installable by anyone", async () => {
  const manifest = {
    name: "@acme/codec",
    version: "1.0.9",
    private: true,
    dependencies: { "@acme/a": "workspace:^", b: "^1.0.0" },
    peerDependencies: { c: "catalog:" },
    optionalDependencies: { d: "file:../d", e: "link:../e" },
    publishConfig: { registry: "https://elsewhere.example/" },
  };
  expect(await problems([], { manifest, registry: "https://here.example" })).toEqual([
    "it was packed as @acme/codec@1.0.9; the plan says @acme/codec@1.1.0",
    "its package.json says `private`: no registry would take it",
    "dependencies has @acme/a: `workspace:^`, which nobody outside the workspace can install",
    "optionalDependencies has d: `file:../d`, which nobody outside the workspace can install",
    "optionalDependencies has e: `link:../e`, which nobody outside the workspace can install",
    "peerDependencies has c: `catalog:`, which nobody outside the workspace can install",
    "its publishConfig.registry is another one than the release goes to: https://elsewhere.example/",
  ]);
});

test("a registry that differs by a slash alone is the same", async () => {
  const manifest = {
    name: "@acme/codec",
    version: "1.1.0",
    publishConfig: { registry: "https://here.example/" },
  };
  expect(await problems([], { manifest, registry: "https://here.example" })).toEqual([]);
});
