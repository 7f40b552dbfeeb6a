import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, ReleaseError, type Catalogs } from "@convoy/core";
import { noWorkspace } from "./find-root.ts";
import { isStrings, parseJson, parseYaml, stringsOf } from "./parse.ts";

/** What the files at the root say about the workspace. */
export interface Layout {
  readonly tool: "pnpm" | "npm";
  /** Globs of package folders; those with `!` take some out again. */
  readonly patterns: readonly string[];
  readonly catalogs: Catalogs;
  /** The manifest at the root; null where a pnpm workspace has none. */
  readonly rootManifest: Readonly<Record<string, unknown>> | null;
}

/** Reads `pnpm-workspace.yaml` and the root's `package.json`. Throws `NO_WORKSPACE`, `WORKSPACE_INVALID`, `MANIFEST_INVALID`. */
export function readLayout(root: string): Layout {
  const rootManifest = readRootManifest(root);
  const path = join(root, "pnpm-workspace.yaml");
  if (!existsSync(path)) {
    if (rootManifest?.["workspaces"] === undefined) throw noWorkspace(root);
    return { tool: "npm", patterns: workspacesOf(rootManifest, root), catalogs: {}, rootManifest };
  }
  const settings = parseYaml(readFileSync(path, "utf8"), path) ?? {};
  if (!isObject(settings)) throw invalid(path, "must be a mapping of settings");
  const patterns = settings["packages"] ?? ["."];
  if (!isStrings(patterns)) throw invalid(path, "`packages` must be a list of globs");
  return { tool: "pnpm", patterns, catalogs: catalogsOf(settings), rootManifest };
}

function readRootManifest(root: string): Layout["rootManifest"] {
  const path = join(root, "package.json");
  if (!existsSync(path)) return null;
  const manifest = parseJson(readFileSync(path, "utf8"), path);
  if (isObject(manifest)) return manifest;
  throw new ReleaseError("MANIFEST_INVALID", `${path}: must be a JSON object`, { hint: "Mend this file." });
}

function workspacesOf(manifest: Readonly<Record<string, unknown>>, root: string): readonly string[] {
  const { workspaces } = manifest;
  const patterns = isObject(workspaces) ? workspaces["packages"] : workspaces;
  if (isStrings(patterns)) return patterns;
  throw invalid(join(root, "package.json"), "`workspaces` must be a list of globs");
}

function catalogsOf(settings: Readonly<Record<string, unknown>>): Catalogs {
  const named = isObject(settings["catalogs"]) ? Object.entries(settings["catalogs"]) : [];
  const catalogs = new Map(named.map(([name, ranges]) => [name, stringsOf(ranges)]));
  if (settings["catalog"] !== undefined) catalogs.set("default", stringsOf(settings["catalog"]));
  return Object.fromEntries(catalogs);
}

function invalid(path: string, what: string): ReleaseError {
  return new ReleaseError("WORKSPACE_INVALID", `${path}: ${what}`, { hint: "Mend this file." });
}
