import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Changes } from "../changesets/changes.ts";
import type { WorkspaceReading } from "../packages/read-workspace.ts";

/**
 * Every path that applying the changes may write or remove, relative to the root with forward slashes: a superset,
 * known before anything is touched.
 */
export function pathsThatVersioningTouches(reading: WorkspaceReading, changes: Changes): readonly string[] {
  const dirs = new Map(reading.packages.map(({ name, dir }) => [name, dir]));
  const paths = new Set(["package.json"]);
  for (const { name } of changes.plan.releases) {
    const dir = dirs.get(name) ?? "";
    for (const file of ["package.json", "CHANGELOG.md"]) paths.add(dir === "." ? file : `${dir}/${file}`);
  }
  for (const path of changesetPaths(changes)) paths.add(path);
  for (const { path } of changes.laneFiles) paths.add(path);
  if (changes.catalogMoves.length > 0) paths.add("pnpm-workspace.yaml");
  if (existsSync(join(reading.root, "pnpm-lock.yaml"))) paths.add("pnpm-lock.yaml");
  return [...paths].toSorted();
}

/** Absolute paths as relative ones with forward slashes, each once, sorted. */
export function relativePaths(root: string, paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => relative(root, path).split(sep).join("/")))].toSorted();
}

/** Changesets that are used up go, or move into `.changeset/pre`. Some are in no file, and are then nowhere after. */
function changesetPaths({ plan, preMigration }: Changes): readonly string[] {
  const ids = [...plan.changesets.map(({ id }) => id.replace(/^pre\//, "")), ...(preMigration ?? [])];
  const files = ids.flatMap((id) => [`.changeset/${id}.md`, `.changeset/pre/${id}.md`]);
  return plan.preState === undefined ? files : [...files, ".changeset/pre.json"];
}
