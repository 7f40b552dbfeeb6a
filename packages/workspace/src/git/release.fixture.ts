import { join } from "node:path";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterAll } from "@jest/globals";
import {
  buildWorkspace,
  git,
  isolatedEnv,
  packagesOf,
  tempFolder,
  writeFiles,
  type BuiltWorkspace,
} from "@convoy/testkit";
import { openGit, type OpenGitOptions, type WorkspaceGit } from "./open-git.ts";
import type { PreparedRefs } from "./refs.ts";

/** A git that sees nothing of the user who runs the tests. */
export function gitOf(
  workspace: Pick<BuiltWorkspace, "root">,
  options: Partial<OpenGitOptions> = {},
): Promise<WorkspaceGit> {
  return openGit(workspace.root, {
    env: {
      ...isolatedEnv(join(workspace.root, "..")),
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
    },
    ...options,
  });
}

const DATE = 1_767_268_800;
export const MANIFEST = "packages/codec/package.json";
export const CHANGELOG = "packages/codec/CHANGELOG.md";
const CHANGESET = ".changeset/change-1.md";
const RELEASED = '{"name":"@acme/codec","version":"1.1.0"}\n';

interface StartedRelease {
  readonly workspace: BuiltWorkspace;
  readonly git: WorkspaceGit;
  readonly refs: PreparedRefs;
}

let template: Promise<BuiltWorkspace> | undefined;

afterAll(async () => {
  if (template) await rm(join((await template).root, ".."), { recursive: true, force: true });
});

/** A workspace of one package and one changeset. It is built once a file, and copied. */
export async function codecWorkspace(): Promise<BuiltWorkspace> {
  template ??= buildWorkspace(
    { packages: packagesOf("codec"), changesets: [{ releases: { "@acme/codec": "minor" } }] },
    { root: join(await mkdtemp(join(tmpdir(), "convoy-template-")), "repo") },
  );
  const { root, origin, packages } = await template;
  const folder = await tempFolder("workspace");
  const copy = { root: join(folder, "repo"), origin: join(folder, "origin.git"), packages };
  await cp(root, copy.root, { recursive: true });
  await cp(origin, copy.origin, { recursive: true });
  const config = join(copy.root, ".git", "config");
  await writeFile(config, (await readFile(config, "utf8")).replaceAll(origin, copy.origin));
  return copy;
}

/** A manifest changed, a changelog new, a changeset gone: what a version step does. */
export async function versionCodec({ root }: Pick<BuiltWorkspace, "root">): Promise<void> {
  await writeFiles(root, { [MANIFEST]: RELEASED, [CHANGELOG]: "# 1.1.0\n" });
  await rm(join(root, CHANGESET));
}

/** A release up to the commit point: checked, versioned, its objects made. */
export async function startRelease(
  workspace?: BuiltWorkspace,
  options: Partial<OpenGitOptions> & { readonly tags?: readonly string[] } = {},
): Promise<StartedRelease> {
  const built = workspace ?? (await codecWorkspace());
  const opened = await gitOf(built, options);
  const tags = options.tags ?? ["@acme/codec@1.1.0"];
  const start = await opened.preflight({ tags, commits: true });
  await versionCodec(built);
  const refs = await opened.prepare(start, {
    commit: { message: "chore: release", files: [MANIFEST, CHANGELOG, CHANGESET] },
    tags: Object.fromEntries(tags.map((tag) => [tag, tag])),
    date: DATE,
  });
  return { workspace: built, git: opened, refs };
}

/** A commit by somebody else, pushed to the origin. */
export async function pushElsewhere(
  clone: BuiltWorkspace,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  await writeFiles(clone.root, files);
  await git(clone.root, ["add", "--all"]);
  await git(clone.root, ["commit", "--quiet", "-m", "feat: by somebody else"]);
  await git(clone.root, ["push", "--quiet", "origin", "HEAD:main"]);
  return git(clone.root, ["rev-parse", "HEAD"]);
}

/** Makes the origin run `script` before it takes a push. */
export async function hookOrigin(workspace: BuiltWorkspace, script: string): Promise<void> {
  const hook = join(workspace.origin, "hooks", "pre-receive");
  await mkdir(join(hook, ".."), { recursive: true });
  await writeFiles(workspace.origin, { "hooks/pre-receive": `#!/bin/sh\n${script}\n` });
  await chmod(hook, 0o755);
}
