import type { Act, Phase } from "@convoy/core";

interface Phrase {
  readonly doing: string;
  readonly done: string;
}

/** What a phase is called while it goes on, and when it has ended. */
export const PHASES: Readonly<Record<Phase, Phrase>> = {
  check: { doing: "Checking", done: "Checked" },
  version: { doing: "Versioning", done: "Versioned" },
  build: { doing: "Building", done: "Built" },
  pack: { doing: "Packing", done: "Packed" },
  stage: { doing: "Staging", done: "Staged" },
  commit: { doing: "Pushing commit and tags", done: "Pushed commit and tags" },
  promote: { doing: "Promoting", done: "Promoted" },
  publish: { doing: "Publishing", done: "Published" },
  finish: { doing: "Finishing", done: "Finished" },
  "roll-back": { doing: "Taking back", done: "Took back" },
};

/** What an act on a package is called while it goes on, and when it has succeeded. */
export const ACTS: Readonly<Record<Act, Phrase>> = {
  stage: { doing: "staging", done: "staged" },
  promote: { doing: "promoting", done: "promoted" },
  publish: { doing: "publishing", done: "published" },
  withdraw: { doing: "withdrawing", done: "withdrawn from the channel" },
  discard: { doing: "discarding", done: "discarded from the stage" },
  tag: { doing: "tagging", done: "tagged" },
};
