import { dirname } from "node:path";
import {
  buildWorkspace,
  git,
  isolatedEnv,
  packagesOf,
  type BuiltWorkspace,
  type WorkspaceSpec,
} from "@convoy/testkit";
import { applyVersionsInChild, type VersionOptions } from "./apply-in-child.ts";
import type { VersionResult } from "./apply-versions.ts";

/** codec <- http by a stated range, one major changeset for codec, and whatever the test adds. */
export function versionWorld(more: Partial<WorkspaceSpec> = {}): Promise<BuiltWorkspace> {
  return buildWorkspace({
    packages: packagesOf("codec <- http", { range: "workspace:^1.0.0" }),
    changesets: [{ releases: { "@acme/codec": "major" }, summary: "Codecs are faster." }],
    ...more,
  });
}

/** The version step as a release runs it, with an environment of its own. */
export function versionInChild(
  workspace: BuiltWorkspace,
  options: Partial<VersionOptions> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<VersionResult> {
  return applyVersionsInChild(
    workspace.root,
    { environment: isolatedEnv(dirname(workspace.root)), ...options },
    signal,
  );
}

/** `git status` in its short form, a line a path. */
export async function statusOf({ root }: BuiltWorkspace): Promise<readonly string[]> {
  const status = await git(root, ["status", "--porcelain", "--untracked-files=all", "-z"]);
  return status.split("\0").filter((line) => line !== "");
}

/** A workspace whose changelog module is this code; `line` is what the module then answers. */
export function changelogWorld(code: string): Promise<BuiltWorkspace> {
  const module = `${code}\nexport const getReleaseLine = async () => "- A line.";\nexport const getDependencyReleaseLine = async () => "";\n`;
  return versionWorld({
    config: { changelog: "./changelog.mjs" },
    files: { ".changeset/changelog.mjs": module },
  });
}
