import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { isScalar, parseDocument, type Document } from "yaml";
import type { CatalogMove } from "../changesets/moved-catalogs.ts";

const FILE = "pnpm-workspace.yaml";

/**
 * Writes moved entries into the catalogs of `pnpm-workspace.yaml`, and answers the absolute paths that it wrote. Only the ranges
 * change: comments, order, quotes and layout of the file stay as they are.
 */
export function writeCatalogs(root: string, moves: readonly CatalogMove[]): readonly string[] {
  if (moves.length === 0) return [];
  const path = join(root, FILE);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, withMoves(text, moves));
  return [path];
}

/** The text of the file with the entries moved. Throws `WORKSPACE_INVALID` for an entry that is no plain string. */
export function withMoves(text: string, moves: readonly CatalogMove[]): string {
  const document = parseDocument(text);
  const edits = moves.map((move) => ({ place: placeOf(document, move), range: move.range }));
  let edited = text;
  // From the end, so that the places before stay where they are.
  for (const { place, range } of edits.toSorted((a, b) => b.place.start - a.place.start)) {
    const quote = /^['"]/.exec(edited.slice(place.start))?.[0] ?? "";
    // A range that begins with `>` or is a bare number would be something else without quotes.
    const written = quote === "" && /^[^~0-9^]/.test(range) ? JSON.stringify(range) : quote + range + quote;
    edited = edited.slice(0, place.start) + written + edited.slice(place.end);
  }
  return edited;
}

function placeOf(
  document: Document,
  { catalog, name }: CatalogMove,
): { readonly start: number; readonly end: number } {
  const ways = catalog === "default" ? [["catalog"], ["catalogs", "default"]] : [["catalogs", catalog]];
  const node = ways.map((way) => document.getIn([...way, name], true)).find((found) => found !== undefined);
  if (isScalar(node) && typeof node.value === "string" && node.range)
    return { start: node.range[0], end: node.range[1] };
  throw new ReleaseError(
    "WORKSPACE_INVALID",
    `${FILE}: the range of ${name} in a catalog is no plain string`,
    {
      hint: "Write the range out: Convoy moves it with its package.",
    },
  );
}
