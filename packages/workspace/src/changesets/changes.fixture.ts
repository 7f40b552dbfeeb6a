import { pnpmWorkspace } from "../packages/files.fixture.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import type { Changes } from "./changes.ts";
import { readChanges, type ReadChangesOptions } from "./read-changes.ts";

/** `"codec": minor, "http": patch` with a line of text, as `changeset` writes it. */
export function changeset(releases: string, summary = "A change."): string {
  const lines = releases.split(", ").filter((line) => line !== "");
  return `---\n${lines.map((line) => `${line}\n`).join("")}---\n\n${summary}\n`;
}

/** The files of `.changeset`, with the configuration that `changeset init` writes. */
export function changesetFolder(
  files: Readonly<Record<string, unknown>>,
  config: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const named = Object.entries(files).map(([path, file]) => [`.changeset/${path}`, file] as const);
  return {
    ".changeset/config.json": { changelog: false, commit: false, ...config },
    ...Object.fromEntries(named),
  };
}

/** codec <- http, both public at 1.0.0, and a private site at 1.0.0 that needs http. */
export const MANIFESTS: Readonly<Record<string, unknown>> = {
  "packages/codec": { name: "codec", version: "1.0.0" },
  "packages/http": { name: "http", version: "1.0.0", dependencies: { codec: "workspace:^" } },
  "packages/site": { name: "site", version: "1.0.0", private: true, dependencies: { http: "workspace:^" } },
};

/** What the changesets of a workspace with these files ask for. */
export async function changesIn(
  more: Readonly<Record<string, unknown>>,
  options: ReadChangesOptions = {},
  manifests: Readonly<Record<string, unknown>> = MANIFESTS,
): Promise<Changes> {
  return readChanges(await readWorkspace(await pnpmWorkspace(manifests, more)), options);
}

/** `codec 1.0.0 -> 1.1.0 minor`, without those that stay. */
export function moves({ bumps }: Changes): readonly string[] {
  const moving = bumps.filter(({ bump }) => bump !== "none");
  return moving.map(({ name, from, to, bump }) => `${name} ${from} -> ${to} ${bump}`).toSorted();
}
