import { stringify } from "yaml";
import type { ChangesetSpec, PackageSpec, WorkspaceSpec } from "./spec.ts";
import { dirOf } from "./spec.ts";

/** The files of the workspace that belong to no package, path to content. */
export function rootFiles(spec: WorkspaceSpec): Record<string, string> {
  const changesets = (spec.changesets ?? []).map((one, index) => changesetFile(one, index + 1));
  return {
    "package.json": json({
      name: "acme-workspace",
      version: "0.0.0",
      private: true,
      type: "module",
    }),
    "pnpm-workspace.yaml": stringify({
      packages: globsOf(spec.packages),
      ...(spec.catalog === undefined ? {} : { catalog: spec.catalog }),
    }),
    ".gitignore": "node_modules\n.nx\n",
    ".changeset/config.json": json({ ...CHANGESET_CONFIG, ...spec.config }),
    ...(spec.nx ? { "nx.json": json(NX_CONFIG) } : {}),
    ...Object.fromEntries(changesets),
    ...spec.files,
  };
}

/** Path and content of a changeset, as `changeset add` writes it. */
export function changesetFile(spec: ChangesetSpec, number: number): readonly [path: string, content: string] {
  const id = spec.id ?? `change-${number}`;
  const releases = Object.entries(spec.releases).map(([name, bump]) => `"${name}": ${bump}\n`);
  return [`.changeset/${id}.md`, `---\n${releases.join("")}---\n\n${spec.summary ?? `Change ${number}.`}\n`];
}

const CHANGESET_CONFIG = {
  changelog: "@changesets/cli/changelog",
  commit: false,
  fixed: [],
  linked: [],
  access: "restricted",
  baseBranch: "main",
  updateInternalDependencies: "patch",
  ignore: [],
};

const NX_CONFIG = {
  analytics: false,
  neverConnectToCloud: true,
  defaultBase: "main",
  tui: { enabled: false },
  targetDefaults: { build: { dependsOn: ["^build"], outputs: ["{projectRoot}/dist"] } },
};

/** One glob a parent folder, as people write them. */
function globsOf(packages: readonly PackageSpec[]): string[] {
  const parents = packages.map((one) => dirOf(one).replace(/[^/]+$/, "*"));
  return [...new Set(["packages/*", ...parents])];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
