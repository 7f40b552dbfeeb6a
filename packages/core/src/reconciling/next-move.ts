import type { Direction, PackageGoal } from "../model/goal.ts";
import { unreachable } from "../model/unreachable.ts";
import { isOurs, situationOf, tagsToCorrect, type PackageFacts, type Situation } from "./facts.ts";
import type { Conflict, Move } from "./move.ts";

/**
 * Compares what is with what is wanted and answers the next move. Publishing, resuming and rolling back are this
 * function called again and again: where the same facts were observed, the same move comes out, whoever asks.
 */
export function nextMove(situation: Situation, direction: Direction): Move {
  switch (direction) {
    case "forward":
      return nextForward(situation);
    case "back":
      return nextBack(situation);
    default:
      return unreachable(direction);
  }
}

function nextForward(situation: Situation): Move {
  const { goal, facts } = situation;
  const staged = goal.strategy === "staged";
  // What the channel has is not uploaded again, so its stage does not matter.
  const unknown = unobserved(situation, ({ channel }) => staged && channel?.kind === "absent");
  if (unknown) return unknown;
  const conflicts = conflictsIn(situation);
  if (conflicts.length > 0) return { kind: "stop", conflicts };
  const missing = goal.packages.filter(({ name }) => factsOf(situation, name).channel?.kind === "absent");
  const unstaged = missing.filter(({ name }) => staged && factsOf(situation, name).stage?.kind === "absent");
  if (unstaged.length > 0) return { kind: "stage", names: namesOf(inFirstTurn(unstaged)) };
  const committed = facts.remote === "ours";
  if (staged && !committed) return { kind: "commit" };
  if (missing.length > 0)
    return staged
      ? { kind: "promote", names: namesOf(missing) }
      : { kind: "publish", names: namesOf(inFirstTurn(missing)) };
  const mistagged = goal.packages.filter((wanted) => misplacedTags(situation, wanted, "forward") > 0);
  if (mistagged.length > 0) return { kind: "tag", names: namesOf(mistagged) };
  if (!committed) return { kind: "commit" };
  return facts.local === "ours" ? { kind: "finish" } : { kind: "adopt" };
}

function nextBack(situation: Situation): Move {
  const { goal, facts } = situation;
  const unknown = unobserved(situation, () => goal.strategy === "staged");
  if (unknown) return unknown;
  const inChannel = goal.packages.filter(
    (wanted) =>
      isOurs(situationOf(situation, wanted), "channel") || misplacedTags(situation, wanted, "back") > 0,
  );
  if (inChannel.length > 0) return { kind: "withdraw", names: namesOf(inChannel) };
  const inStage = goal.packages.filter((wanted) => isOurs(situationOf(situation, wanted), "stage"));
  if (inStage.length > 0) return { kind: "discard", names: namesOf(inStage) };
  return facts.remote === "absent" && facts.local === "absent" ? { kind: "finish" } : { kind: "retract" };
}

function unobserved(situation: Situation, stageMatters: (facts: PackageFacts) => boolean): Move | undefined {
  const { goal, facts } = situation;
  const known = goal.packages.map(({ name }) => ({ name, ...factsOf(situation, name) }));
  const channel = known.filter((one) => one.channel === undefined).map(({ name }) => name);
  const stage = known.filter((one) => one.stage === undefined && stageMatters(one)).map(({ name }) => name);
  const refs = facts.remote === undefined || facts.local === undefined;
  return channel.length > 0 || stage.length > 0 || refs
    ? { kind: "observe", channel, stage, refs }
    : undefined;
}

function conflictsIn(situation: Situation): readonly Conflict[] {
  return situation.goal.packages.flatMap((wanted) => {
    const { channel, stage } = factsOf(situation, wanted.name);
    return (["channel", "stage"] as const).flatMap((where) => {
      const presence = where === "channel" ? channel : stage;
      if (presence?.kind !== "present" || presence.integrity === wanted.integrity) return [];
      const { name, version, integrity: expected } = wanted;
      return [{ name, version, where, expected, found: presence.integrity }];
    });
  });
}

function misplacedTags(situation: Situation, goal: PackageGoal, direction: Direction): number {
  return tagsToCorrect(situationOf(situation, goal), direction).size;
}

function factsOf(situation: Situation, name: string): PackageFacts {
  return situation.facts.packages.get(name) ?? {};
}

/** Those that may be sent now: the ones of the earliest turn. */
function inFirstTurn(packages: readonly PackageGoal[]): readonly PackageGoal[] {
  const first = packages.reduce((least, { turn = 0 }) => Math.min(least, turn), Number.POSITIVE_INFINITY);
  return packages.filter(({ turn = 0 }) => turn === first);
}

function namesOf(packages: readonly PackageGoal[]): readonly string[] {
  return packages.map(({ name }) => name);
}
