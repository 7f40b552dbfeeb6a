import type { WorkspacePackage } from "@convoy/core";
import type { Clone } from "../git/clone.ts";
import { filesIn, logRecords } from "./commit-log.ts";

/**
 * The commit that each package was last released at: that of the tag which `tagOf` names for its version, else, where
 * tags are made elsewhere or were not fetched, the newest commit that wrote the version into the manifest. A package
 * whose manifest still has the version that it began with was never released, and has none.
 */
export async function lastReleases(
  clone: Clone,
  packages: readonly WorkspacePackage[],
  tagOf: (name: string, version: string) => string,
): Promise<ReadonlyMap<string, string>> {
  const tags = await tagsIn(clone);
  const tagged = packages.flatMap(({ name, version }) => {
    const commit = tags.get(tagOf(name, version));
    return commit === undefined ? [] : [[name, commit] as const];
  });
  const found = new Map(tagged);
  const rest = packages.filter(({ name }) => !found.has(name));
  const written = await versionsWritten(clone, rest.map(manifestOf));
  for (const one of rest) {
    const commit = written.get(manifestOf(one));
    if (commit !== undefined) found.set(one.name, commit);
  }
  return found;
}

function manifestOf({ dir }: WorkspacePackage): string {
  return dir === "." ? "package.json" : `${dir}/package.json`;
}

/** The tags that HEAD has, by name, as commits. */
async function tagsIn(clone: Clone): Promise<ReadonlyMap<string, string>> {
  const format = "--format=%(refname:strip=2)%00%(objectname)%00%(*objectname)";
  const output = await clone.run(["for-each-ref", "--merged=HEAD", format, "refs/tags"]);
  const lines = output.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [name = "", object = "", peeled = ""] = line.split("\0");
      return [name, peeled || object] as const;
    }),
  );
}

/** Manifest to the newest commit that changed the line of its version; the one that added the file does not count. */
async function versionsWritten(
  clone: Clone,
  manifests: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const newest = new Map<string, string>();
  if (manifests.length === 0) return newest;
  const records = await logRecords(clone, {
    args: ["--name-status", '-G^\\s*"version"\\s*:'],
    revisions: ["HEAD"],
    paths: manifests,
  });
  const seen = new Set<string>();
  for (const [id = "", ...changes] of records) {
    const parts = filesIn(changes);
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const [status = "", path = ""] = parts.slice(at, at + 2);
      if (seen.has(path)) continue;
      seen.add(path);
      if (status === "M") newest.set(path, id);
    }
  }
  return newest;
}
