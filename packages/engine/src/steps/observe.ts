import type { Direction, Move } from "@convoy/core";
import type { Run } from "../release/run.ts";
import { allOf } from "./all-of.ts";
import { lookAtChannel, lookAtStage, lookForOurs } from "./look.ts";
import { observeRefs } from "./refs.ts";

/** Reads what a decision needs: the named packages in the channel and in the stage, and the refs. */
export async function observe(
  run: Run,
  move: Extract<Move, { readonly kind: "observe" }>,
  direction: Direction,
): Promise<void> {
  const look = direction === "forward" ? lookAtChannel : lookForOurs;
  const { read } = run.ports.ceilings;
  await Promise.all([
    allOf(move.channel, read, (name) => look(run, name)),
    allOf(move.stage, read, (name) => lookAtStage(run, name)),
    move.refs ? observeRefs(run) : undefined,
  ]);
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
