import { createRequire } from "node:module";
import { cp, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { git, isolatedEnv, tempFolder } from "@convoy/testkit";
import { execa } from "execa";
import { folderOf } from "../packages/files.fixture.ts";
import type { GeneratedWorld } from "./generated-world.fixture.ts";

/** The files on disk, all committed on branch main. */
export async function committed(files: GeneratedWorld["files"]): Promise<string> {
  const root = await folderOf(files);
  await git(root, ["init", "--quiet", "--template=", "--initial-branch=main"]);
  await git(root, ["add", "--all"]);
  const identity = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.invalid"];
  await git(root, [...identity, "commit", "--quiet", "-m", "chore: the world"]);
  return root;
}

export async function copyOf(root: string): Promise<string> {
  const copy = await tempFolder("copy");
  await cp(root, copy, { recursive: true });
  return copy;
}

/** What `changeset status --output` writes; null where it refuses. */
export async function realStatus(root: string): Promise<RealPlan | null> {
  const output = join(await tempFolder("status"), "plan.json");
  const { exitCode } = await changesetCli(root, ["status", "--output", output]);
  return exitCode === 0 ? (JSON.parse(await readFile(output, "utf8")) as RealPlan) : null;
}

export interface RealPlan {
  readonly releases: readonly {
    readonly name: string;
    readonly type: string;
    readonly newVersion?: string;
  }[];
}

/** Runs `changeset version` in the folder; false where it refuses, or has nothing to do. */
export async function realVersion(
  root: string,
  snapshot: string | null,
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { exitCode } = await changesetCli(
    root,
    ["version", ...(snapshot === null ? [] : ["--snapshot", ...(snapshot === "" ? [] : [snapshot])])],
    env,
  );
  return exitCode === 0;
}

async function changesetCli(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly exitCode?: number | undefined }> {
  const bin = createRequire(import.meta.url).resolve("@changesets/cli/bin.js");
  return execa(process.execPath, [bin, ...args], {
    cwd: root,
    env: { ...isolatedEnv(root), ...env },
    extendEnv: false,
    reject: false,
  });
}

/** Every file outside of `.git`, path to content. */
export async function filesOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const files: Record<string, string> = {};
  for (const path of paths.filter((one) => !one.startsWith(".git/")).toSorted()) {
    files[path] = await readFile(join(root, path), "utf8");
  }
  return files;
}
