import type { PackageOutcome, PackageReport, ReleaseReport } from "@convoy/core";
import { clean } from "./clean.ts";
import { errorText } from "./error.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import type { Held, SummaryContext } from "./summary-context.ts";
import { count, indented, someOf } from "./words.ts";

// Beyond these, one cause has usually failed them all.
const MOST_FAILURES = 10;

/** The packages that failed, each with its reason, and the error that ended the release. */
export function failuresOf(report: ReleaseReport, style: TextStyle): readonly string[] {
  const paint = paletteOf(style);
  const failed = failedBesides(report);
  const lines = failed
    .slice(0, MOST_FAILURES)
    .map(
      ({ name, version, reason = "" }) =>
        `  ${paint.bad("✗")} ${clean(name)} ${clean(version)}: ${clean(reason)}`,
    );
  if (failed.length > MOST_FAILURES)
    lines.push(`    and ${count(failed.length - MOST_FAILURES, "more package")}`);
  const error = report.error === undefined ? [] : indented(errorText(report.error, style));
  return [...(lines.length > 0 ? ["", ...lines] : []), ...(error.length > 0 ? ["", ...error] : [])];
}

/** The packages that failed for a reason of which the error of the release does not say all. */
export function failedBesides({ packages, error }: ReleaseReport): readonly PackageReport[] {
  const told = error?.message ?? "";
  return packages.filter(
    ({ outcome, reason }) => outcome === "failed" && reason !== undefined && !told.includes(reason),
  );
}

/** What an unfinished release has left where, and the command that ends it. */
export function leftovers(report: ReleaseReport, { target, context, style }: Held): readonly string[] {
  const named = (outcome: PackageOutcome): readonly string[] =>
    report.packages
      .filter((each) => each.outcome === outcome)
      .map(({ name, version }) => `${name}@${version}`);
  const facts = [
    [`in ${target}`, named("published")],
    ["there before", named("already-published")],
    ["taken back", named("rolled-back")],
    ["failed", named("failed")],
    ["blocked", named("blocked")],
    ["not started", named("not-started")],
    ["tags", report.tags],
    ["commit", report.commit === null ? [] : [report.commit]],
  ] as const;
  const width = Math.max(...facts.map(([label]) => label.length)) + 2;
  const lines = facts
    .filter(([, things]) => things.length > 0)
    .map(([label, things]) => `  ${label.padEnd(width)}${numbered(label, things)}`);
  return [...lines, "", ...waysOutText(report, { context, style })];
}

/** A line for each command that ends an unfinished release. */
export function waysOutText(
  report: Pick<ReleaseReport, "id">,
  { context, style }: Pick<Held, "context" | "style">,
): readonly string[] {
  const paint = paletteOf(style);
  return waysOut(report, context).map(([words, command]) => `${words.padEnd(24)}${paint.name(command)}`);
}

function numbered(label: string, things: readonly string[]): string {
  return label === "commit" ? someOf(things, 1) : `${things.length}: ${someOf(things, 3)}`;
}

/** The commands that end an unfinished release, each with what it does. */
export function waysOut(
  report: Pick<ReleaseReport, "id">,
  context: SummaryContext,
): readonly (readonly [string, string])[] {
  const id = clean(report.id ?? "");
  const rollback = `convoy rollback ${id}`;
  if (context.turnedBack === true) return [["Finish taking it back:", rollback]];
  return [
    ["Carry on and end it:", `convoy resume ${id}`],
    ["Or take it all back:", rollback],
  ];
}
