import { readPreState } from "@changesets/pre";
import type { PackageJSON, Packages } from "@changesets/types";
import { ReleaseError } from "@convoy/core";
import type { Changes } from "../changesets/changes.ts";
import { DEPENDENCY_KINDS } from "../packages/manifest.ts";
import type { WorkspaceReading } from "../packages/read-workspace.ts";
import { withReasons } from "./changelog-reasons.ts";
import { relativePaths } from "./touched-paths.ts";
import { writeCatalogs } from "./write-catalogs.ts";
import { writeLaneFiles } from "./write-lane-files.ts";

/**
 * Writes manifests and changelogs and uses up the changesets, as `changeset version` does. Answers every path that was
 * written or removed. The changelog module is code of the workspace, so this must not run beside a credential.
 *
 * Throws `CHANGELOG_MISSING` and `VERSION_FAILED`. After either the workspace may be half written.
 */
export async function applyChanges(reading: WorkspaceReading, changes: Changes): Promise<readonly string[]> {
  const { root } = reading;
  const moved = await convertPreMode(root, changes);
  const { plan, snapshot } = changes;
  // For changesets a snapshot is a tag, or `true` where it has none.
  const snapshotTag = snapshot === null ? undefined : (snapshot.tag ?? true);
  // Only the child that versions needs it, and it is slow to load.
  const { applyReleasePlan } = await import("@changesets/apply-release-plan");
  try {
    const config = await withReasons(reading, changes);
    // The changelog module is looked for in the workspace, then from here: this package depends on the usual ones.
    const touched = await applyReleasePlan(
      plan,
      asReleased(reading.manifests, changes),
      config,
      snapshotTag,
      import.meta.dirname,
    );
    const more = [...writeCatalogs(root, changes.catalogMoves), ...writeLaneFiles(root, changes.laneFiles)];
    return relativePaths(root, [...moved, ...touched, ...more]);
  } catch (error) {
    throw explained(error, changes.config.changelog);
  }
}

/** The manifests without what stays as it is; those on disk keep it. */
function asReleased(manifests: Packages, { untouched }: Changes): Packages {
  if (untouched.size === 0) return manifests;
  const packages = manifests.packages.map((one) => {
    const names = untouched.get(one.packageJson.name);
    if (names === undefined) return one;
    const kinds = DEPENDENCY_KINDS.map((kind) => [
      kind,
      Object.fromEntries(Object.entries(one.packageJson[kind] ?? {}).filter(([name]) => !names.has(name))),
    ]);
    return { ...one, packageJson: { ...one.packageJson, ...Object.fromEntries(kinds) } as PackageJSON };
  });
  return { ...manifests, packages };
}

/** changesets converts pre mode of the old form when it reads it. Convoy does so only now, where writing is wanted. */
async function convertPreMode(root: string, { preMigration }: Changes): Promise<readonly string[]> {
  if (preMigration === null) return [];
  await readPreState(root);
  const files = [...preMigration].flatMap((id) => [`.changeset/${id}.md`, `.changeset/pre/${id}.md`]);
  return [".changeset/pre.json", ...files].map((path) => `${root}/${path}`);
}

function explained(error: unknown, changelog: Changes["config"]["changelog"]): ReleaseError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (changelog !== false && code === "ERR_MODULE_NOT_FOUND") {
    return new ReleaseError("CHANGELOG_MISSING", `The changelog module ${changelog[0]} is not installed`, {
      hint: "Install it in the workspace, or set `changelog` in .changeset/config.json.",
      cause: error,
    });
  }
  return new ReleaseError("VERSION_FAILED", `The version step failed: ${message}`, {
    hint: hintFor(message, changelog),
    cause: error,
  });
}

function hintFor(message: string, changelog: Changes["config"]["changelog"]): string {
  const variable = /\b([A-Z][A-Z0-9_]*) environment variable/.exec(message)?.[1];
  if (variable !== undefined)
    return `The changelog module sees no variable that convoy.json does not name: \`"versions": {"env": ["${variable}"]}\`.`;
  if (/fetch|shallow|deepen/i.test(message) && !/github/i.test(message))
    return "Fetch the whole history first: changelogs name commits.";
  return `Look at the changelog module (${changelog === false ? "none" : changelog[0]}) and at what it needs.`;
}
