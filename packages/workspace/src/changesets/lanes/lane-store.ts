import { lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { NewChangeset } from "@changesets/types";
import { isObject, ReleaseError } from "@convoy/core";
import { isStrings } from "../../packages/parse.ts";
import { readChangesetsIn } from "../changeset-files.ts";

/** Where lanes keep what they need to end: beside the changesets, where those of pre mode are too. */
export const LANES_FOLDER = ".changeset/lanes";

/** What the lanes have prereleased so far. */
export interface LaneStore {
  /** The changesets of these prereleases, with the ids `lanes/LANE/NAME`: the final release has them all. */
  readonly changesets: readonly NewChangeset[];
  /** Lane to package to the version that it had when it was first prereleased there. */
  readonly entered: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Reads `.changeset/lanes`. Throws what reading changesets throws, and `LANES_INVALID`. */
export function readLaneStore(root: string): LaneStore {
  const folder = join(root, LANES_FOLDER);
  const isFolder = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory();
  const names = isFolder ? readdirSync(folder).toSorted() : [];
  const lanes = names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
  const entered = lanes.map((lane) => [lane, versionsIn(root, `${LANES_FOLDER}/${lane}.json`)]);
  return {
    changesets: readChangesetsIn(
      root,
      lanes.map((lane) => `lanes/${lane}`),
    ),
    entered: Object.fromEntries(entered) as LaneStore["entered"],
  };
}

function versionsIn(root: string, file: string): Readonly<Record<string, string>> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(root, file), "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (isObject(json) && isStrings(Object.values(json))) return json as Readonly<Record<string, string>>;
  throw new ReleaseError("LANES_INVALID", `${file}: must have a version for each package`, {
    hint: "Restore it from the last release commit of this lane: `git log` shows it.",
  });
}
