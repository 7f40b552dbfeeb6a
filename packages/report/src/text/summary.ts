import { type ReleaseReport, unreachable } from "@convoy/core";
import { clean } from "./clean.ts";
import { errorText, wasAsked } from "./error.ts";
import { failuresOf, leftovers } from "./leftovers.ts";
import { tallyOf } from "./outcomes.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import type { Held, SummaryContext } from "./summary-context.ts";
import { count, duration, someOf } from "./words.ts";

/** The end of a release for a person: what is where, what failed and why, and the one command that is left to run. */
export function summaryText(
  report: ReleaseReport,
  context: SummaryContext = {},
  style: TextStyle = {},
): string {
  const target = context.target === undefined ? "the channel" : clean(context.target);
  return [...headlineOf(report, target, style), ...bodyOf(report, { target, context, style })].join("\n");
}

function headlineOf(report: ReleaseReport, target: string, style: TextStyle): readonly string[] {
  const paint = paletteOf(style);
  const time = duration(report.durationMs);
  if (report.outcome === "rolled-back" && wasAsked(report.error))
    return [`${paint.good("✓ Taken back.")} ${target} is as it was before the release. (${time})`];
  switch (report.outcome) {
    case "done":
      return [
        `${paint.good("✓ Released")} ${count(report.packages.length, "package")} to ${target} in ${time}.`,
      ];
    case "nothing-to-do":
      return [`${paint.good("✓ Nothing to do:")} ${nothingToDo(report, target)}`];
    case "rolled-back":
      return [
        `${paint.bad("✗ Not released.")} Everything was taken back, ${target} is as it was before. (${time})`,
      ];
    case "refused":
      // With an id it had begun: versions were made and packed, and what was written is put back.
      return report.id === null
        ? [`${paint.bad("✗ Refused.")} Nothing was begun, and nothing has changed.`]
        : [`${paint.bad("✗ Refused.")} Nothing was uploaded, and everything is as it was before.`];
    case "unfinished":
      return [`${paint.bad("✗ Unfinished.")} The release is neither whole nor gone. (${time})`];
    default:
      return unreachable(report.outcome);
  }
}

function nothingToDo(report: ReleaseReport, target: string): string {
  if (report.packages.length === 0) return "no package has anything to release.";
  return `${count(report.packages.length, "package")}, and ${target} has every version already.`;
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
