import { type AffectedPackage, becauseText } from "./affected.ts";
import { clean } from "./clean.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import { table } from "./table.ts";
import { count } from "./words.ts";

/** Which affected, publishable packages have a changeset, and which lack one. */
export interface ChangesetCheck {
  /** The commit or ref that the changes are counted from. */
  readonly since: string;
  readonly missing: readonly AffectedPackage[];
  /** Names. */
  readonly covered: readonly string[];
}

/** The command that mends it. */
export const HOW =
  "Run `convoy change` to add one, or `convoy change --empty` when nothing of it needs a release.";

/** The answer of `check` for a terminal. */
export function checkText(check: ChangesetCheck, style: TextStyle = {}): string {
  const paint = paletteOf(style);
  if (check.missing.length === 0) return `${paint.good("✓")} ${allCovered(check)}`;
  const rows = check.missing.map(({ name, because }) => [paint.name(clean(name)), becauseText(because)]);
  return [`${paint.bad("✗")} ${lacking(check)}`, "", ...table(rows), "", HOW].join("\n");
}

/** That nothing is missing, as a sentence. */
export function allCovered({ since, covered }: ChangesetCheck): string {
  if (covered.length === 0) return `No package to publish is affected since ${clean(since)}.`;
  const have = covered.length === 1 ? "has" : "have";
  return `${count(covered.length, "affected package")} since ${clean(since)} ${have} a changeset.`;
}

/** What is missing, as the beginning of a list. */
export function lacking({ since, missing }: ChangesetCheck): string {
  const have = missing.length === 1 ? "has" : "have";
  return `${count(missing.length, "affected package")} since ${clean(since)} ${have} no changeset:`;
}
