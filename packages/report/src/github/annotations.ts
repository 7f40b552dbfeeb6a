import type { ErrorDocument, ReleaseReport } from "@convoy/core";
import { clean, cleanLines } from "../text/clean.ts";
import { wasAsked } from "../text/error.ts";
import { failedBesides } from "../text/leftovers.ts";
import { summaryText } from "../text/summary.ts";

/** A step shows ten errors: one is that of the release. */
const MOST_PACKAGES = 9;

/**
 * The end of a release as lines that GitHub Actions shows as errors of the run: why it is not whole, and each package that
 * failed for another reason. None where it went as it was wanted.
 */
export function reportAnnotations(report: ReleaseReport, target: string | undefined): readonly string[] {
  const { outcome, error } = report;
  if (outcome === "done" || outcome === "nothing-to-do" || wasAsked(error)) return [];
  const [headline = ""] = summaryText(report, target === undefined ? {} : { target }).split("\n");
  const whole = error ?? { code: "RELEASE_FAILED", message: "" };
  return [
    errorAnnotation({ ...whole, message: `${headline}\n${whole.message}` }),
    ...failedBesides(report)
      .slice(0, MOST_PACKAGES)
      .map(({ name, version, reason = "" }) => command(`${name} ${version}`, [reason])),
  ];
}

/** An error as a line that GitHub Actions shows as an error of the run. */
export function errorAnnotation({ code, message, hint = "" }: ErrorDocument): string {
  return command(code, [...cleanLines(message), ...cleanLines(hint)]);
}

/** Percent, line ends and what would end a property are written as the runner reads them back. */
function command(title: string, lines: readonly string[]): string {
  const property = clean(title).replace(/[%:,]/g, encodeURIComponent);
  const message = lines.map(clean).join("\n").replace(/[%\n]/g, encodeURIComponent);
  return `::error title=${property}::${message}`;
}
