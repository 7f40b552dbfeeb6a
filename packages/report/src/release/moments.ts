import { unreachable } from "@convoy/core";
import { clean } from "../text/clean.ts";
import { wasAsked } from "../text/error.ts";
import type { AuditedMoment, ReleaseAudit } from "./audit.ts";

/** A moment as a person reads it. */
export interface ToldMoment {
  /** Milliseconds since the epoch; null where it was not noted. */
  readonly at: number | null;
  readonly what: string;
  /** What is to be known of it beside. */
  readonly aside: string;
  readonly bad: boolean;
}

/** The moments of the release, in order. */
export function toldMoments({ moments }: Pick<ReleaseAudit, "moments">): readonly ToldMoment[] {
  return moments.map((moment) => ({
    at: moment.at === null ? null : Date.parse(moment.at),
    ...toldOf(moment),
  }));
}

function toldOf(moment: AuditedMoment): Omit<ToldMoment, "at"> {
  switch (moment.kind) {
    case "versioned":
    case "packed":
      return { what: moment.kind, aside: "", bad: false };
    case "reached":
      return { what: clean(moment.state), aside: ASIDES.get(moment.state) ?? "", bad: false };
    case "turned-back": {
      const asked = wasAsked(moment.error);
      return { what: "turned back", aside: asked ? "as was asked" : clean(moment.error.code), bad: !asked };
    }
    case "paused":
      return {
        what: "stopped",
        aside: clean(moment.error?.code ?? ""),
        bad: true,
      };
    case "ended":
      return { what: "ended", aside: clean(moment.outcome), bad: false };
    default:
      return unreachable(moment);
  }
}

const ASIDES: ReadonlyMap<string, string> = new Map([
  ["PACKED", "the bytes are made, and their hashes are known to all"],
  ["STAGED", "all is uploaded to the stage"],
  ["VERIFIED", "every hash was read back"],
  ["COMMITTED", "commit and tags are pushed: the commit point"],
  ["PROMOTED", "all is visible in the channel"],
  ["DONE", "this clone has the commit and the tags as well"],
  ["ABORTED", "all was taken back"],
]);
