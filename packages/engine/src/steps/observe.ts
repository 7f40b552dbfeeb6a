import type { Move } from "@convoy/core";
import type { Run } from "../release/run.ts";
import { allOf } from "./all-of.ts";
import { lookAtChannel, lookAtStage } from "./look.ts";
import { observeRefs } from "./refs.ts";

/** Reads what a decision needs: every named package where it may be, and the refs. */
export async function observe(run: Run, move: Extract<Move, { readonly kind: "observe" }>): Promise<void> {
  const staged = run.record.opening.strategy === "staged";
  await allOf(move.names, run.ports.ceilings.read, async (name) => {
    await lookAtChannel(run, name);
    if (staged) await lookAtStage(run, name);
  });
  if (move.refs) await observeRefs(run);
}

/**
 * What a release that has just begun knows without asking again: the channel as it was looked at before the first
 * effect, no refs, and a stage that is taken for empty; an upload that finds it otherwise looks.
 */
export function assumeFreshStart(run: Run): void {
  for (const { name } of run.record.goal?.packages ?? []) {
    const before = run.beforeOf(name);
    run.belief.learn(name, {
      stage: { kind: "absent" },
      channel: before.version === null ? { kind: "absent" } : { kind: "present", integrity: before.version },
      distTags: before.distTags,
    });
  }
  run.belief.learnRefs("absent", "absent");
}
