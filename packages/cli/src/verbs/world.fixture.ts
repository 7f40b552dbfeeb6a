import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openRecords, type JournalEntry, type Opening } from "@convoy/engine";
import { buildWorkspace, git, packagesOf, type BuiltWorkspace, type WorkspaceSpec } from "@convoy/testkit";

/** Names a domain of nobody: a verb that asks it, in spite of its promise, fails. */
export const CONFIG = JSON.stringify({
  target: { type: "codeartifact", domain: "nobody", region: "eu-west-1", repository: "npm-releases" },
});

/** Two packages, of which a changeset moves both. */
export async function workspaceOf(
  spec: Partial<WorkspaceSpec> & { readonly drawing?: string } = {},
): Promise<BuiltWorkspace> {
  const { drawing = "codec <- http", ...more } = spec;
  const workspace = await buildWorkspace({
    packages: packagesOf(drawing),
    changesets: [{ id: "brave-cats-jump", releases: { "@acme/codec": "minor", "@acme/http": "patch" } }],
    ...more,
  });
  await mkdir(join(workspace.root, RECORDS), { recursive: true });
  return workspace;
}

const RECORDS = ".git/convoy/releases";

export const UNFINISHED = "20260131-174500-1f3a";

/** Leaves the record of a release that began, of whose process nothing was heard after the `later` entries. */
export async function leaveUnfinished(
  { root }: Pick<BuiltWorkspace, "root">,
  later: readonly JournalEntry[] = [],
): Promise<void> {
  const { journal } = await openRecords(join(root, RECORDS)).open(UNFINISHED);
  const opening = openingAt(await git(root, ["rev-parse", "HEAD"]));
  for (const entry of [opening, ...later]) await journal.append(entry);
  await journal.close();
}

function openingAt(base: string): Opening {
  const codec = {
    name: "@acme/codec",
    dir: "packages/codec",
    from: "1.0.0",
    to: "1.1.0",
    bump: "minor",
  } as const;
  return {
    kind: "opened",
    format: 1,
    id: UNFINISHED,
    verb: "release",
    strategy: "staged",
    onFailure: "rollback",
    target: "acme/npm-releases",
    plan: {
      format: 1,
      commit: base,
      releases: [{ ...codec, because: [], after: [], distTag: "latest" }],
      estimate: { requests: 5, depth: 1 },
    },
    start: { base, branch: "main", remote: "origin", remoteBranch: base },
    tags: { "@acme/codec": "@acme/codec@1.1.0" },
    commitMessage: "chore: release 1 package",
    before: {},
    holder: { host: "build-7", pid: 4711 },
    startedAt: Date.UTC(2026, 0, 31, 17, 45),
  };
}
