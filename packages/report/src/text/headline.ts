import { type ReleaseReport, unreachable } from "@convoy/core";
import { wasAsked } from "./error.ts";
import { count, duration } from "./words.ts";

/** The end of a release in a few words: the first of them stand out. */
export interface Headline {
  readonly good: boolean;
  readonly lead: string;
  readonly rest: string;
}

/** How the release ended. `target`: the channel, cleaned. */
export function headlineOf(report: ReleaseReport, target: string): Headline {
  const time = duration(report.durationMs);
  if (report.outcome === "rolled-back" && wasAsked(report.error))
    return { good: true, lead: "Taken back.", rest: `${target} is as it was before the release. (${time})` };
  switch (report.outcome) {
    case "done": {
      const rest = `${count(report.packages.length, "package")} to ${target} in ${time}.`;
      return { good: true, lead: "Released", rest };
    }
    case "nothing-to-do":
      return { good: true, lead: "Nothing to do:", rest: nothingToDo(report, target) };
    case "rolled-back": {
      const rest = `Everything was taken back, ${target} is as it was before. (${time})`;
      return { good: false, lead: "Not released.", rest };
    }
    case "refused": {
      // With an id it had begun: versions were made and packed, and what was written is put back.
      const begun = "Nothing was uploaded, and everything is as it was before.";
      const rest = report.id === null ? "Nothing was begun, and nothing has changed." : begun;
      return { good: false, lead: "Refused.", rest };
    }
    case "unfinished":
      return { good: false, lead: "Unfinished.", rest: `The release is neither whole nor gone. (${time})` };
    default:
      return unreachable(report.outcome);
  }
}

function nothingToDo(report: ReleaseReport, target: string): string {
  if (report.packages.length === 0) return "no package has anything to release.";
  return `${count(report.packages.length, "package")}, and ${target} has every version already.`;
}
