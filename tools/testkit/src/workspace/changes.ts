import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { tempFolder } from "../temp-folders.ts";
import { writeFiles, type BuiltWorkspace } from "./build-workspace.ts";
import { git, initRepository } from "./git.ts";
import { changesetFile } from "./root-files.ts";
import type { ChangesetSpec } from "./spec.ts";

/** Writes a changeset, uncommitted, and answers its id. */
export async function addChangeset(
  workspace: Pick<BuiltWorkspace, "root">,
  spec: ChangesetSpec,
): Promise<string> {
  const present = (await readdir(join(workspace.root, ".changeset"))).filter((name) => name.endsWith(".md"));
  const [path, content] = changesetFile(spec, present.length + 1);
  await writeFiles(workspace.root, { [path]: content });
  return path.replace(/^.*\/|\.md$/g, "");
}

/** Appends a line to the package's README, uncommitted, so that the package counts as changed. */
export async function touchPackage(workspace: BuiltWorkspace, dir: string, line = "Changed."): Promise<void> {
  const path = join(dir, "README.md");
  await writeFiles(workspace.root, {
    [path]: `${await readFile(join(workspace.root, path), "utf8")}\n${line}\n`,
  });
}

/** The manifest of the package in `dir`, as it stands in the working tree. */
export async function readManifest(
  workspace: Pick<BuiltWorkspace, "root">,
  dir: string,
): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(workspace.root, dir, "package.json"), "utf8")) as Record<
    string,
    unknown
  >;
}

/** Another machine: a fresh clone of the origin, with nothing of the first clone but what was pushed. */
export async function cloneOf(workspace: BuiltWorkspace): Promise<BuiltWorkspace> {
  const root = await tempFolder("clone");
  await initRepository(root, { origin: workspace.origin });
  await git(root, ["fetch", "--quiet", "origin"]);
  await git(root, ["checkout", "--quiet", "-B", "main", "origin/main"]);
  return { ...workspace, root };
}
