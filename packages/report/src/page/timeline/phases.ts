import type { AuditedMoment, ReleaseAudit } from "../../release/audit.ts";

/** A part of the release: what was done from one moment to the next. */
export interface Phase {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly kind: "forward" | "back";
}

/** The parts of the release, as far as its moments have times. */
export function phasesOf({ moments, strategy, verb }: ReleaseAudit): readonly Phase[] {
  const timed = moments.flatMap((moment) =>
    moment.at === null ? [] : [{ ...moment, time: Date.parse(moment.at) }],
  );
  let back = false;
  return timed.slice(1).flatMap((moment, index): readonly Phase[] => {
    const before = timed[index] ?? moment;
    back ||= before.kind === "turned-back";
    // Between two runs nothing is done.
    const waits = before.kind === "paused" || before.kind === "ended";
    const name = waits ? "" : back ? "take back" : doneAfter(before, { strategy, verb });
    const kind = back ? "back" : "forward";
    return name === "" || moment.time <= before.time
      ? []
      : [{ from: before.time, to: moment.time, name, kind }];
  });
}

/** What a release that goes forward does from a moment on; empty where nothing is left. */
function doneAfter(
  moment: AuditedMoment,
  { strategy, verb }: Pick<ReleaseAudit, "strategy" | "verb">,
): string {
  const pack = verb === "release" ? "build, pack" : "pack";
  if (moment.kind === "versioned") return pack;
  if (moment.kind === "packed") return "prepare";
  if (moment.kind !== "reached") return "";
  switch (moment.state) {
    case "PLANNED":
      return verb === "release" ? "version" : pack;
    case "PACKED":
      return strategy === "staged" ? "stage" : "publish";
    case "STAGED":
      return "verify";
    case "VERIFIED":
      return "commit";
    case "COMMITTED":
      return strategy === "staged" ? "promote" : "finish";
    case "PROMOTED":
      return "finish";
    default:
      return "";
  }
}
