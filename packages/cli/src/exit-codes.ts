import { unreachable, type ReleaseOutcome } from "@convoy/core";

/** Done, or nothing to do. */
export const DONE = 0;
/** Failed, and nothing of the release is left but its record. */
export const FAILED = 1;
/** Refused before anything began. */
export const REFUSED = 2;
/** Unfinished: the output says what is where, and the one command that ends it. */
export const UNFINISHED = 3;

/** `asked`: the user wanted the release taken back, so that it was is success. */
export function exitCodeOf(outcome: ReleaseOutcome, asked: "forward" | "back"): number {
  switch (outcome) {
    case "done":
    case "nothing-to-do":
      return DONE;
    case "rolled-back":
      return asked === "back" ? DONE : FAILED;
    case "refused":
      return REFUSED;
    case "unfinished":
      return UNFINISHED;
    default:
      return unreachable(outcome);
  }
}
