import { readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  buildWorkspace,
  isolatedEnv,
  packagesOf,
  pnpmBinary,
  push,
  startEmulatorRig,
  tempFolder,
  type BuiltWorkspace,
  type EmulatorRig,
} from "@convoy/testkit";
import { execa } from "execa";
import { CHANNEL } from "./world.ts";
import type { NxRun } from "./nx-world.ts";

const PACKAGES = fileURLToPath(new URL("../../../packages/", import.meta.url));

export interface FreshWorkspace {
  readonly rig: EmulatorRig;
  readonly root: string;
  readonly workspace: BuiltWorkspace;
  readonly nx: (args: readonly string[]) => Promise<NxRun>;
}

/**
 * A workspace of Nx that has never heard of Convoy, whose registry has Convoy as it is packed. What Convoy needs of
 * others is linked from where it is installed here, so that nothing comes from outside.
 */
export async function freshWorkspace(): Promise<FreshWorkspace> {
  const rig = await startEmulatorRig();
  const home = await tempFolder("home");
  await writeFile(join(home, ".npmrc"), await rig.npmrcFor(CHANNEL));
  const env = { ...isolatedEnv(home), ...rig.env, GIT_CONFIG_GLOBAL: "/dev/null", PATH: pathWithPnpm() };
  const overrides = await publishConvoy(env);
  const workspace = await buildWorkspace({
    packages: packagesOf("codec <- http"),
    nx: "not-installed",
    files: { "pnpm-workspace.yaml": JSON.stringify({ packages: ["packages/*"], overrides, ...SETTINGS }) },
  });
  const { root } = workspace;
  const nxFolder = dirname(createRequire(import.meta.url).resolve("nx/package.json"));
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as object;
  const withNx = { ...manifest, devDependencies: { nx: `link:${nxFolder}` } };
  await writeFile(join(root, "package.json"), JSON.stringify(withNx, null, 2));
  await execa(pnpmBinary(), ["install"], { cwd: root, env, extendEnv: false });
  await push(workspace);
  return {
    rig,
    root,
    workspace,
    async nx(args) {
      const bin = join(root, "node_modules/nx/dist/bin/nx.js");
      const options = {
        cwd: root,
        env,
        extendEnv: false,
        reject: false,
        all: true,
        stdin: "ignore",
      } as const;
      const { exitCode, all } = await execa(process.execPath, [bin, ...args], options);
      return { exitCode: exitCode ?? null, output: all };
    },
  };
}

const SETTINGS = { minimumReleaseAge: 0, verifyDepsBeforeRun: false, allowBuilds: { nx: false } };

/** Nx and the installs call `pnpm` by name. */
function pathWithPnpm(): string {
  return [dirname(process.execPath), dirname(pnpmBinary()), process.env["PATH"] ?? ""].join(":");
}

/** Packs and publishes every package of Convoy, and answers what links the packages of others. */
async function publishConvoy(env: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const out = await tempFolder("packed");
  const links: Record<string, string> = {};
  for (const name of await readdir(PACKAGES)) {
    const folder = join(PACKAGES, name);
    const tarball = join(out, `${name}.tgz`);
    await execa(pnpmBinary(), ["pack", "--out", tarball], { cwd: folder });
    await execa("npm", ["publish", tarball, "--ignore-scripts"], { cwd: out, env, extendEnv: false });
    Object.assign(links, await othersOf(folder));
  }
  return links;
}

async function othersOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const names = Object.keys(manifest.dependencies ?? {}).filter((name) => !name.startsWith("@convoy/"));
  const links = names.map(
    async (name) => [name, `link:${await realpath(join(folder, "node_modules", name))}`] as const,
  );
  return Object.fromEntries(await Promise.all(links));
}
