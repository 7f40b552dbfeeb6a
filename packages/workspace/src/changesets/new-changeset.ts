import { createHash, randomBytes } from "node:crypto";
import type { Bump } from "@convoy/core";
import { changesetText } from "./changeset-text.ts";

/** A changeset that is to be written. */
export interface NewChangesetFile {
  readonly id: string;
  /** Relative to the workspace's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * The file of a new changeset, as @changesets/cli would write it. Its name is made from what it says, so that a bot
 * that says the same again writes the same file; that of an empty one, which says nothing, is new each time.
 */
export function newChangeset(
  releases: readonly { readonly name: string; readonly bump: Bump }[],
  summary: string,
): NewChangesetFile {
  const text = changesetText(
    releases.map(({ name, bump }) => ({ name, type: bump })),
    summary,
  );
  const isEmpty = releases.length === 0;
  const words = isEmpty
    ? ["nothing", "to", "release"]
    : (summary.toLowerCase().match(/[a-z0-9]+/g) ?? ["change"]);
  const unique = isEmpty
    ? randomBytes(3).toString("hex")
    : createHash("sha256").update(text).digest("hex").slice(0, 6);
  const id = [...words.slice(0, 4).map((word) => word.slice(0, 24)), unique].join("-");
  return { id, path: `.changeset/${id}.md`, text };
}
