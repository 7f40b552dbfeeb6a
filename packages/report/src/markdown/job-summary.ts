import type { PackageReport, ReleaseReport } from "@convoy/core";
import { OUTCOME_WORDS } from "../text/outcomes.ts";
import type { SummaryContext } from "../text/summary-context.ts";
import { summaryText } from "../text/summary.ts";
import { count } from "../text/words.ts";
import { code, markdownTable, plain } from "./escape.ts";

/** The end of a release as a page of Markdown, of little more than `longest` characters, such as a CI shows beside a run. */
export function jobSummary(report: ReleaseReport, context: SummaryContext, longest: number): string {
  const [headline = "", ...body] = summaryText(report, context).split("\n");
  const text = body.join("\n").replace(/^\n+/, "").trimEnd();
  return [
    `### ${plain(headline)}`,
    ...(text === "" ? [] : [fenced(text)]),
    ...packagesOf(report.packages, longest - text.length),
    "",
  ].join("\n\n");
}

function packagesOf(packages: readonly PackageReport[], longest: number): readonly string[] {
  if (packages.length === 0) return [];
  const rows = packages.map(({ name, version, outcome, integrity = "", reason = "" }) => [
    code(name),
    code(version),
    OUTCOME_WORDS[outcome],
    integrity === "" ? "" : code(integrity),
    plain(outcome === "blocked" ? `waits for ${reason}` : reason),
  ]);
  const heading = ["Package", "Version", "", "Integrity", "Why"];
  return [
    `<details><summary>${count(packages.length, "package")}</summary>`,
    markdownTable(heading, rows, longest),
    "</details>",
  ];
}

/** In a fence that no line of it can close. */
function fenced(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}text\n${text}\n${fence}`;
}
