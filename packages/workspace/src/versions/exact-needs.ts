import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Changes } from "../changesets/changes.ts";
import { DEPENDENCY_KINDS } from "../packages/manifest.ts";
import type { WorkspaceReading } from "../packages/read-workspace.ts";

/**
 * Makes the packages of a snapshot need exactly each other's versions. Packed as they are, `workspace:^` and
 * `workspace:~` would become a range such as `^0.0.0-pr-1-20261124140000`, which takes the snapshots of every other
 * branch as well. For files that are put back after packing: their layout is not kept.
 */
export async function needExactly(
  { root, packages }: Pick<WorkspaceReading, "root" | "packages">,
  { plan }: Pick<Changes, "plan">,
): Promise<void> {
  const released = new Set(plan.releases.filter(({ type }) => type !== "none").map(({ name }) => name));
  const rewritten = packages.filter(({ name }) => released.has(name));
  await Promise.all(rewritten.map(({ dir }) => rewrite(join(root, dir, "package.json"), released)));
}

async function rewrite(path: string, released: ReadonlySet<string>): Promise<void> {
  const manifest = JSON.parse(await readFile(path, "utf8")) as Record<
    string,
    Record<string, string> | undefined
  >;
  let changed = false;
  for (const kind of DEPENDENCY_KINDS) {
    for (const [name, range] of Object.entries(manifest[kind] ?? {})) {
      if (!released.has(name) || !/^workspace:[\^~]$/.test(range)) continue;
      manifest[kind] = { ...manifest[kind], [name]: "workspace:*" };
      changed = true;
    }
  }
  if (changed) await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
