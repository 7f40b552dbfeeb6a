import { createHash } from "node:crypto";
import { chmod, readdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import {
  buildWorkspace,
  isolatedEnv,
  packagesOf,
  tempFolder,
  useTempFolders,
  writeFiles,
  type BuiltWorkspace,
  type WorkspaceSpec,
} from "@convoy/testkit";
import { packPackages, type PackRequest } from "./pack-packages.ts";

useTempFolders();
jest.setTimeout(60_000);

const RELEASES = [
  { name: "@acme/http", to: "1.0.0" },
  { name: "@acme/codec", to: "1.0.0" },
];

function world(spec: Partial<WorkspaceSpec> = {}): Promise<BuiltWorkspace> {
  return buildWorkspace({ packages: packagesOf("codec <- http"), ...spec });
}

async function requestOf({ root }: BuiltWorkspace, more: Partial<PackRequest> = {}): Promise<PackRequest> {
  const folder = await tempFolder("packed");
  return {
    root,
    releases: RELEASES,
    folder,
    env: isolatedEnv(await tempFolder("home")),
    signal: new AbortController().signal,
    ...more,
  };
}

test("packages come in the order of the plan, with ranges resolved and hashes that are true", async () => {
  const request = await requestOf(await world());
  const [http, codec] = await packPackages(request);

  expect(http).toMatchObject({
    name: "@acme/http",
    version: "1.0.0",
    path: join(request.folder, "acme-http-1.0.0.tgz"),
    files: expect.arrayContaining(["package.json", "index.js"]),
    manifest: { name: "@acme/http", dependencies: { "@acme/codec": "^1.0.0" } },
  });
  const bytes = await readFile(codec?.path ?? "");
  expect(codec).toMatchObject({
    size: bytes.length,
    integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
  });
  expect((await readdir(request.folder)).toSorted()).toEqual(["acme-codec-1.0.0.tgz", "acme-http-1.0.0.tgz"]);
});

test("F39, S19: another checkout, umask, time zone and file mode give the same bytes", async () => {
  const one = await packPackages(await requestOf(await world()));
  const umask = process.umask(0o077);
  try {
    const other = await world();
    await chmod(join(other.root, "packages/codec/index.js"), 0o600);
    const env = { ...isolatedEnv(other.root), TZ: "Asia/Tokyo", LANG: "tr_TR.UTF-8" };
    const two = await packPackages(await requestOf(other, { env }));
    expect(two.map(({ integrity }) => integrity)).toEqual(one.map(({ integrity }) => integrity));
  } finally {
    process.umask(umask);
  }
});

test("S6: no script of a package runs", async () => {
  const scripts = {
    prepack: "touch canary",
    prepare: "touch canary",
    postpack: "touch canary",
    prepublishOnly: "touch canary",
  };
  const workspace = await world({ packages: [{ name: "@acme/codec", scripts }] });
  const [codec] = await packPackages(
    await requestOf(workspace, { releases: [{ name: "@acme/codec", to: "1.0.0" }] }),
  );
  expect(codec?.files).not.toContain("canary");
  expect(await readdir(join(workspace.root, "packages/codec"))).not.toContain("canary");
});

test("all that is wrong is told at once, and nothing is left behind", async () => {
  const workspace = await world({ packages: packagesOf("codec, http") });
  await writeFiles(workspace.root, { "packages/codec/dist/.env": "TOKEN=1" });
  await writeFiles(workspace.root, { "packages/http/dist/index.js": "" });
  await symlink("index.js", join(workspace.root, "packages/http/dist/link"));
  const request = await requestOf(workspace, {
    releases: [...RELEASES, { name: "@acme/gone", to: "1.0.0" }],
  });
  await expect(packPackages(request)).rejects.toMatchObject({
    code: "PACK_REFUSED",
    message: [
      "what was packed is refused:",
      "  @acme/http: dist/link is a symbolic link, which clients drop or refuse",
      "  @acme/codec: dist/.env looks like a file of secrets",
      "  @acme/gone: pnpm finds no package of this name with a version",
    ].join("\n"),
  });
  expect(await readdir(request.folder)).toEqual([]);
});

test("when pnpm cannot pack one package its words are in the error, and no tarball stays", async () => {
  const workspace = await world({
    packages: [{ name: "@acme/codec" }, { name: "@acme/http", deps: { gone: "workspace:^" } }],
  });
  const request = await requestOf(workspace);
  await expect(packPackages(request)).rejects.toMatchObject({
    code: "PACK_FAILED",
    message: expect.stringContaining('"gone"'),
  });
  expect(await readdir(request.folder)).toEqual([]);
});

test("two names that make one file name are both packed", async () => {
  const workspace = await world({
    packages: [
      { name: "@a/b-c", dir: "packages/one" },
      { name: "@a-b/c", dir: "packages/two" },
    ],
  });
  const releases = [
    { name: "@a/b-c", to: "1.0.0" },
    { name: "@a-b/c", to: "1.0.0" },
  ];
  const packed = await packPackages(await requestOf(workspace, { releases }));
  expect(packed.map(({ manifest }) => manifest.name)).toEqual(["@a/b-c", "@a-b/c"]);
  expect(new Set(packed.map(({ path }) => path)).size).toBe(2);
});

test("a private package is not packed", async () => {
  const releases = [...RELEASES, { name: "@acme/app", to: "1.0.0", publish: false as const }];
  expect(await packPackages(await requestOf(await world(), { releases }))).toHaveLength(2);
});

test("a workspace that pins another pnpm is packed by ours, without the network", async () => {
  const workspace = await world({
    files: { "package.json": '{"name":"root","private":true,"packageManager":"pnpm@9.1.0"}' },
  });
  expect(await packPackages(await requestOf(workspace))).toHaveLength(2);
});

test("a workspace of npm or Yarn is packed too, and only the packages that it lists", async () => {
  const workspace = await buildWorkspace({ packages: packagesOf("codec <- http", { range: "^1.0.0" }) });

  await rm(join(workspace.root, "pnpm-workspace.yaml"));
  await writeFiles(workspace.root, {
    "package.json":
      '{"name":"root","private":true,"packageManager":"npm@11.0.0","workspaces":["packages/*"]}',
    "fixtures/codec/package.json": '{"name":"@acme/codec","version":"0.0.1"}',
  });
  const packed = await packPackages(await requestOf(workspace));
  expect(packed.map(({ name, version }) => `${name}@${version}`)).toEqual([
    "@acme/http@1.0.0",
    "@acme/codec@1.0.0",
  ]);
});

test("an abort stops packing and leaves nothing behind", async () => {
  const request = await requestOf(await world(), { signal: AbortSignal.abort(new Error("stop")) });
  await expect(packPackages(request)).rejects.toThrow("stop");
  expect(await readdir(request.folder)).toEqual([]);
});

test("S18: a tarball whose bytes are not those that were packed is refused", async () => {
  const workspace = await world();
  const [http, codec] = await packPackages(await requestOf(workspace));
  const packed = new Map([http, codec].map((one) => [one?.name ?? "", one?.path ?? ""]));
  const expected = new Map([
    ["@acme/http", http?.integrity ?? ""],
    ["@acme/codec", "sha512-other"],
  ]);
  await expect(packPackages(await requestOf(workspace, { packed, expected }))).rejects.toMatchObject({
    code: "PACK_REFUSED",
    message:
      "what was packed is refused:\n  @acme/codec: its bytes are not those that were packed (sha512-other)",
  });
  const good = new Map([["@acme/codec", codec?.integrity ?? ""]]);
  expect(await packPackages(await requestOf(workspace, { packed, expected: good }))).toHaveLength(2);
});
