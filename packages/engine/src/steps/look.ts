import { factsFromView, ReleaseError, type Presence } from "@convoy/core";
import type { Run } from "../release/run.ts";

/** Looks at the package in the channel and remembers what is seen. */
export async function lookAtChannel(run: Run, name: string): Promise<Presence> {
  const facts = factsFromView(run.goalOf(name).version, await run.ports.target.channel.look(name));
  run.belief.learn(name, facts);
  return facts.channel;
}

/**
 * As `lookAtChannel`, and a version that was sent there and that consumers do not see is asked for where it is stored:
 * it may have arrived and not be shown yet, or be taken out by half.
 */
export async function lookForOurs(run: Run, name: string): Promise<Presence> {
  const shown = await lookAtChannel(run, name);
  if (shown.kind === "present" || !mayBeStored(run, name)) return shown;
  const channel = await run.ports.target.channel.readBack(name, run.goalOf(name).version);
  run.belief.learn(name, { channel, hidden: channel.kind === "present" });
  return channel;
}

/** Intent is journaled before each effect: what has not begun by a journal that has all steps was never sent. */
function mayBeStored({ record, stepsKnown }: Run, name: string): boolean {
  return stepsKnown ? record.towardsChannel.has(name) : record.mayBeInChannel;
}

/** Reads the stored bytes' hash back from the stage and remembers it. */
export async function lookAtStage(run: Run, name: string): Promise<Presence> {
  const stage = await stageOf(run).readBack(name, run.goalOf(name).version);
  run.belief.learn(name, { stage });
  return stage;
}

export type StagedTarget = Extract<Run["ports"]["target"], { readonly strategy: "staged" }>;

/** The target of a staged release. A journal of a staged release under another configuration is refused. */
export function stagedTarget(run: Run): StagedTarget {
  const { target } = run.ports;
  if (target.strategy === "staged") return target;
  throw new ReleaseError(
    "TARGET_CHANGED",
    `release ${run.record.opening.id} is staged, and no stage is configured`,
    {
      hint: "Put `staging` back into the target of convoy.json, as it was when the release began.",
    },
  );
}

function stageOf(run: Run): StagedTarget["stage"] {
  return stagedTarget(run).stage;
}
