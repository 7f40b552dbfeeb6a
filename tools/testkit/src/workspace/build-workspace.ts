import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { isolatedEnv } from "../clients/isolated-env.ts";
import { pnpmBinary } from "../clients/pnpm-binary.ts";
import { ensureFolder, tempFolder } from "../temp-folders.ts";
import { commitDates, copyMainTo, git, initBareRepository, initRepository } from "./git.ts";
import { packageFiles } from "./package-files.ts";
import { rootFiles } from "./root-files.ts";
import type { PackageSpec, WorkspaceSpec } from "./spec.ts";

/** A workspace on disk: a clone on branch main, all committed and pushed to `origin`. */
export interface BuiltWorkspace {
  /** The working tree. */
  readonly root: string;
  /** The bare repository that it pushes to. */
  readonly origin: string;
  readonly packages: readonly PackageSpec[];
}

/**
 * Writes the workspace that `spec` describes, with real git and a bare origin beside it. The same spec gives the
 * same commit wherever it is built. `options.root` is an empty or absent folder; without it a temp folder is made,
 * which `cleanUp` removes.
 */
export async function buildWorkspace(
  spec: WorkspaceSpec,
  options: { readonly root?: string } = {},
): Promise<BuiltWorkspace> {
  const root = await ensureFolder(options.root ?? join(await tempFolder("workspace"), "repo"));
  const origin = await ensureFolder(
    options.root === undefined ? join(dirname(root), "origin.git") : `${root}.origin.git`,
  );
  await writeFiles(root, rootFiles(spec));
  for (const one of spec.packages) await writeFiles(root, packageFiles(one, spec.packages));
  await initBareRepository(origin);
  await initRepository(root, { origin });
  if ((spec.install ?? "nothing") !== "nothing") await installOffline(root, spec.install === "links");
  if (spec.nx === true) await linkNx(root);
  await commitNumber(1, root, "chore: the workspace");
  await copyMainTo(root, origin);
  return { root, origin, packages: spec.packages };
}

/** Commits everything in the working tree that git does not ignore, and answers the commit. */
export async function commitAll(workspace: Pick<BuiltWorkspace, "root">, message: string): Promise<string> {
  const { root } = workspace;
  const count = (await git(root, ["rev-list", "--all"])).split("\n").length;
  await commitNumber(count, root, message);
  return git(root, ["rev-parse", "HEAD"]);
}

/** Which commit of the repository it is tells its date. */
async function commitNumber(count: number, root: string, message: string): Promise<void> {
  await git(root, ["add", "--all"]);
  await git(root, ["commit", "--quiet", "--allow-empty", "-m", message], commitDates(count));
}

/** Pushes the current branch to the origin. */
export async function push(workspace: Pick<BuiltWorkspace, "root">): Promise<void> {
  await git(workspace.root, ["push", "--quiet", "origin", "HEAD"]);
}

/** Writes files into the working tree, path to content. Nothing is committed. */
export async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  const folders = new Set(Object.keys(files).map((path) => dirname(join(root, path))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) await writeFile(join(root, path), content);
}

/** As an install would leave it: the package and its bin. */
async function linkNx(root: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve("nx/package.json");
  const { bin } = JSON.parse(await readFile(manifest, "utf8")) as { readonly bin: { readonly nx: string } };
  const bins = await ensureFolder(join(root, "node_modules", ".bin"));
  await symlink(dirname(manifest), join(root, "node_modules", "nx"), "junction");
  await symlink(join("..", "nx", bin.nx), join(bins, "nx"));
}

async function installOffline(root: string, links: boolean): Promise<void> {
  const home = await ensureFolder(join(dirname(root), "home"));
  const args = [
    "install",
    "--offline",
    "--ignore-scripts",
    "--no-frozen-lockfile",
    ...(links ? [] : ["--lockfile-only"]),
  ];
  await execa(pnpmBinary(), args, { cwd: root, env: isolatedEnv(home), extendEnv: false });
}
