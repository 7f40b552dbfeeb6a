import { code } from "./escape.ts";
import { rowsWithin } from "./rows-within.ts";

/** A package of a release with its changelog entry, as `safeMarkdown` makes it; empty where it has none. */
export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  readonly entry: string;
}

/** The notes of a release of many packages, of at most so many characters. */
export function releaseNotes(packages: readonly ReleasedPackage[], longest: number): string {
  const parts = packages.map(
    ({ name, version, entry }) => `## ${code(`${name}@${version}`)}\n${entry === "" ? "" : `\n${entry}\n`}`,
  );
  return rowsWithin(parts, longest, (left) => `And ${left} more packages.`)
    .join("\n")
    .trim();
}
