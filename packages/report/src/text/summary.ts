import { type ReleaseReport, unreachable } from "@convoy/core";
import { clean } from "./clean.ts";
import { errorText, wasAsked } from "./error.ts";
import { headlineOf } from "./headline.ts";
import { failuresOf, leftovers } from "./leftovers.ts";
import { tallyOf } from "./outcomes.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import type { Held, SummaryContext } from "./summary-context.ts";
import { someOf } from "./words.ts";

/** The end of a release for a person: what is where, what failed and why, and the one command that is left to run. */
export function summaryText(
  report: ReleaseReport,
  context: SummaryContext = {},
  style: TextStyle = {},
): string {
  const target = context.target === undefined ? "the channel" : clean(context.target);
  const { good, lead, rest } = headlineOf(report, target);
  const paint = paletteOf(style);
  const headline = `${good ? paint.good(`✓ ${lead}`) : paint.bad(`✗ ${lead}`)} ${rest}`;
  return [headline, ...bodyOf(report, { target, context, style })].join("\n");
}

function bodyOf(report: ReleaseReport, { target, context, style }: Held): readonly string[] {
  switch (report.outcome) {
    case "nothing-to-do":
      return [];
    case "refused":
      return report.error === undefined ? [] : ["", errorText(report.error, style)];
    case "done":
      return factsOf(report);
    case "rolled-back":
      return [
        ...(wasAsked(report.error) ? [] : failuresOf(report, style)),
        "",
        ...factsOf(report),
        ...afterwards(report),
      ];
    case "unfinished":
      return [...failuresOf(report, style), "", ...leftovers(report, { target, context, style })];
    default:
      return unreachable(report.outcome);
  }
}

/** What is left to do after a release was taken back. Where that was wanted, nothing. */
function afterwards({ error }: ReleaseReport): readonly string[] {
  if (wasAsked(error)) return [];
  return [
    "",
    error?.code === "INTERRUPTED"
      ? "Start it again when you are ready."
      : "Mend the cause, then start it again.",
  ];
}

function factsOf(report: ReleaseReport): readonly string[] {
  const mixed = report.packages.some(({ outcome }) => outcome !== "published");
  const facts = [
    ["packages", mixed ? tallyOf(report.packages) : ""],
    ["tags", report.tags.length === 0 ? "" : `${report.tags.length}: ${someOf(report.tags, 3)}`],
    ["commit", report.commit === null ? "" : clean(report.commit)],
    ["requests", String(report.requests)],
    ["release", clean(report.id ?? "")],
  ];
  return facts.filter(([, fact]) => fact !== "").map(([label = "", fact]) => `  ${label.padEnd(10)}${fact}`);
}
