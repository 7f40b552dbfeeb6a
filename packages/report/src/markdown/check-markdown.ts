import { changesetInWords, type ReleasePlan } from "@convoy/core";
import { allCovered, HOW, lacking, type ChangesetCheck } from "../text/check.ts";
import type { AffectedPackage } from "../text/affected.ts";
import { count } from "../text/words.ts";
import { code, markdownTable, plain } from "./escape.ts";
import { rowsWithin } from "./rows-within.ts";

/** What a pull request does to the next release, as a comment on it. */
export interface PullRequestCheck extends ChangesetCheck {
  readonly affected: readonly AffectedPackage[];
  /** What would be released if it were merged now. */
  readonly plan: ReleasePlan;
}

/**
 * The answer of `check` as a comment for a pull request, of at most `longest` characters. Names stand in code, so that
 * they mention nobody.
 */
export function checkMarkdown(check: PullRequestCheck, longest: number = Infinity): string {
  const head = ["### Changesets", "", ...verdict(check), ""].join("\n");
  return `${head}${affectedTable(check, longest - head.length - 1)}\n`;
}

function verdict(check: PullRequestCheck): readonly string[] {
  if (check.missing.length === 0) return [plain(allCovered(check))];
  const names = check.missing.map(({ name }) => `- ${code(name)}`);
  return [
    plain(lacking(check)),
    "",
    ...rowsWithin(names, MOST_NAMED, (left) => `- and ${left} more`),
    "",
    HOW,
    ...commandFor(check),
  ];
}

/** Ready to be copied, where the names are such that a shell takes them as they are. */
function commandFor({ missing }: PullRequestCheck): readonly string[] {
  const names = missing.map(({ name }) => name);
  if (names.length > MOST_IN_COMMAND || !names.every((name) => /^[@\w./-]+$/.test(name))) return [];
  return ["", "```sh", `npx convoy change --patch ${names.join(" ")} --message "What has changed"`, "```"];
}

const MOST_IN_COMMAND = 10;

/** Characters. */
const MOST_NAMED = 20_000;

function affectedTable({ affected, plan, missing }: PullRequestCheck, longest: number): string {
  if (affected.length === 0 && plan.releases.length === 0) return "";
  const without = new Set(missing.map(({ name }) => name));
  const because = new Map(affected.map((one) => [one.name, one.because.map(reasonMarkdown).join("<br>")]));
  const releases = new Map(plan.releases.map((release) => [release.name, release]));
  const names = [...new Set([...because.keys(), ...releases.keys()])];
  const rows = names.map((name) => {
    const release = releases.get(name);
    const changesets =
      release?.because.flatMap((reason) =>
        reason.kind === "change" ? code(changesetInWords(reason.changeset)) : [],
      ) ?? [];
    return [
      code(name),
      because.get(name) ?? "",
      without.has(name) ? "**missing**" : changesets.join("<br>"),
      release === undefined ? "" : `${code(release.from)} → ${code(release.to)}`,
    ];
  });
  const title = `\nIf this is merged now, ${count(plan.releases.length, "package")} will be released.\n\n`;
  return title + markdownTable(HEADING, rows, longest - title.length);
}

const HEADING = ["Package", "Affected because", "Changesets", "Release"];

function reasonMarkdown(reason: string): string {
  return reason === "changed" ? "changed" : `needs ${code(reason)}`;
}
