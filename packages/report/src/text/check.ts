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

const HOW = "Run `npx changeset` to add one, or `npx changeset --empty` when nothing of it needs a release.";

/** The answer of `check` for a terminal. */
export function checkText(check: ChangesetCheck, style: TextStyle = {}): string {
  const paint = paletteOf(style);
  if (check.missing.length === 0) return `${paint.good("✓")} ${allCovered(check)}`;
  const rows = check.missing.map(({ name, because }) => [paint.name(clean(name)), becauseText(because)]);
  return [`${paint.bad("✗")} ${lacking(check)}`, "", ...table(rows), "", HOW].join("\n");
}

/** The answer of `check` as a comment for a pull request. Names stand in code, so that they mention nobody. */
export function checkMarkdown(check: ChangesetCheck): string {
  if (check.missing.length === 0) return `### Changesets\n\n${escapeMarkdown(allCovered(check))}\n`;
  const rows = check.missing.map(
    ({ name, because }) => `| ${code(name)} | ${because.map(reasonMarkdown).join("<br>")} |`,
  );
  return [
    "### Changesets",
    "",
    escapeMarkdown(lacking(check)),
    "",
    "| Package | Because |",
    "| --- | --- |",
    ...rows,
    "",
    HOW,
    "",
  ].join("\n");
}

function allCovered({ since, covered }: ChangesetCheck): string {
  if (covered.length === 0) return `No package to publish is affected since ${clean(since)}.`;
  const have = covered.length === 1 ? "has" : "have";
  return `${count(covered.length, "affected package")} since ${clean(since)} ${have} a changeset.`;
}

function lacking({ since, missing }: ChangesetCheck): string {
  const have = missing.length === 1 ? "has" : "have";
  return `${count(missing.length, "affected package")} since ${clean(since)} ${have} no changeset:`;
}

function reasonMarkdown(reason: string): string {
  return reason === "changed" ? "changed" : `needs ${code(reason)}`;
}

function code(text: string): string {
  return `\`${clean(text).replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|@&!~]/g, (character) => `&#${character.codePointAt(0)};`);
}
