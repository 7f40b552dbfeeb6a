import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PreState } from "@changesets/types";
import { isObject, ReleaseError } from "@convoy/core";
import { isStrings } from "../packages/parse.ts";

export interface ReadPreState {
  readonly state: PreState;
  /**
   * The changesets that a file of the old form lists as released; null for the new form, where they are in
   * `.changeset/pre` instead.
   */
  readonly released: ReadonlySet<string> | null;
}

/**
 * Pre mode as `.changeset/pre.json` states it; undefined outside of it. Unlike the reader of changesets it leaves a
 * file of the old form as it is: reading writes nothing. Throws `CHANGESETS_CONFIG_INVALID`.
 */
export function readPreState(root: string): ReadPreState | undefined {
  const path = join(root, ".changeset", "pre.json");
  if (!existsSync(path)) return undefined;
  const json = parse(readFileSync(path, "utf8"));
  const { mode, tag, changesets = [], initialVersions } = isObject(json) ? json : {};
  if (
    (mode !== "pre" && mode !== "exit") ||
    typeof tag !== "string" ||
    tag === "" ||
    !isStrings(changesets)
  ) {
    throw invalid('must state `"mode": "pre"` or `"exit"`, and a `tag`');
  }
  const isOld = initialVersions !== undefined || (isObject(json) && "changesets" in json);
  return { state: { mode, tag }, released: isOld ? new Set(changesets) : null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(error.message);
    throw error;
  }
}

function invalid(what: string): ReleaseError {
  return new ReleaseError("CHANGESETS_CONFIG_INVALID", `.changeset/pre.json: ${what}`, {
    hint: "Mend it, or remove it and run `changeset pre enter TAG`.",
  });
}
