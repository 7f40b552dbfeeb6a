import { clean } from "../text/clean.ts";
import { wasAsked } from "../text/error.ts";
import { headlineOf } from "../text/headline.ts";
import { isTurnedBack, reportOf, type ReleaseAudit } from "./audit.ts";

export type Tone = "good" | "bad" | "back" | "open";

/** How the release stands, in a few words of which the first stand out. */
export interface Verdict {
  readonly tone: Tone;
  readonly lead: string;
  readonly rest: string;
}

/** What stands before the commands that end a release of which this machine cannot tell whether it runs. */
export const ONLY_IF_GONE = "Only if that process is gone:";

export function verdictOf(audit: ReleaseAudit): Verdict {
  const reached = `It has reached ${clean(audit.state)}.`;
  if (audit.running === true) return { tone: "open", lead: "Under way.", rest: reached };
  if (audit.running === null)
    return {
      tone: "open",
      lead: "Under way, or its process is gone:",
      rest: `this machine cannot tell. ${reached} ${whatConsumersSee(audit)}`,
    };
  if (audit.outcome === "unfinished")
    return { tone: "bad", lead: "Unfinished.", rest: `${whereItStopped(audit)} ${whatConsumersSee(audit)}` };
  const { good, lead, rest } = headlineOf(reportOf(audit), clean(audit.target));
  if (good && wasAsked(audit.error ?? undefined)) return { tone: "back", lead, rest };
  return { tone: good ? "good" : "bad", lead, rest };
}

function whereItStopped(audit: ReleaseAudit): string {
  return isTurnedBack(audit) ? "It stopped while it was taken back." : `It stopped at ${clean(audit.state)}.`;
}

function whatConsumersSee({ packages, strategy, target, moments, running }: ReleaseAudit): string {
  const committed = moments.some((moment) => moment.kind === "reached" && moment.state === "COMMITTED");
  if (strategy === "staged" && !committed) return `${clean(target)} has not changed.`;
  if (running === null) return `Some of it may be in ${clean(target)}.`;
  const there = packages.filter(({ outcome }) => outcome === "published").length;
  const all = packages.filter(({ outcome }) => outcome !== "private").length;
  return `${there} of ${all} packages are in ${clean(target)}.`;
}
