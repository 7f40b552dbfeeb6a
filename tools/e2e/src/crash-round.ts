import { expect } from "@jest/globals";
import type { ConvoyRun } from "@convoy/testkit";
import { expectGone, expectWhole, type Integrities } from "./crash-ends.ts";
import type { Crash } from "./crash-point.ts";
import { newestTold, type ToldPackage, type ToldRelease } from "./crash-status.ts";
import type { CrashWorld } from "./crash-world.ts";

/** One crash, and what is done about it. Answers false when the run was over before the moment came. */
export type Round = (world: CrashWorld, crash: Crash) => Promise<boolean>;

/**
 * F1: a release dies there and is taken back; then the next one dies there, and is carried on until it arrives. Where
 * half a file is written, which is at every other effect, it is only one of the two.
 */
export const releaseDies: Round = async (world, crash) => {
  const ends = ["rollback", "resume"] as const;
  const wanted = crash.point === "torn" ? [ends[crash.at % 2] ?? ends[0]] : ends;
  for (const end of wanted) {
    await world.change();
    if (!(await diesAndEnds(world, end, () => diesIn(world, crash, "release")))) return false;
  }
  return true;
};

/** F2: a release dies at `first`, and so does the recovery; another recovery brings it to its end. */
export function recoveryDies(verb: "rollback" | "resume", first: Crash): Round {
  return async (world, crash) => {
    await world.change();
    const end = crash.at % 2 === 0 ? "rollback" : "resume";
    return diesAndEnds(world, end, async () => {
      expect(await diesIn(world, first, "release")).toBe(true);
      const told = await newestTold(world);
      return diesIn(world, crash, verb, told?.id ?? "none");
    });
  };
}

/**
 * A release that is done is taken back, and that dies; another rollback, or `resume` where `status` tells of one that has
 * not ended, takes it back all the same.
 */
export const takingBackDies: Round = async (world, crash) => {
  await world.change();
  const before = await world.everything();
  expect(endOf(await world.convoy("release"))).toMatchObject({ exitCode: 0, outcome: "done" });
  const { id } = await newestIn(world);
  const died = await diesIn(world, crash, "rollback", id);
  const told = await newestIn(world);
  if (told.state === "DONE") await recover(world, "rollback", told);
  else if (told.next !== null) await recover(world, crash.at % 2 === 0 ? "rollback" : "resume", told);
  expectGone(before, await world.everything());
  return died;
};

async function newestIn(world: CrashWorld): Promise<ToldRelease> {
  const told = await newestTold(world);
  if (told === undefined) throw new Error("`convoy status` tells of no release, and one has been made");
  return told;
}

/** Whether it died. A run that did not must have come to a good end. */
async function diesIn(world: CrashWorld, crash: Crash, ...args: readonly string[]): Promise<boolean> {
  const { run, crash: prepared } = await world.crashing(crash, ...args);
  if (prepared.died) return true;
  expect(endOf(run)).toMatchObject({ exitCode: 0, outcome: args[0] === "rollback" ? "rolled-back" : "done" });
  return false;
}

/** `resume` goes where `status` says that it will; `rollback` always goes back. */
async function diesAndEnds(
  world: CrashWorld,
  verb: "rollback" | "resume",
  die: () => Promise<boolean>,
): Promise<boolean> {
  const before = await world.everything();
  const died = await die();
  const told = await newestTold(world);
  const end = told?.next == null ? undefined : await recover(world, verb, told);
  const after = await world.everything();
  const ended = told?.state === "DONE" && after.repository.head !== before.repository.head;
  const isWhole = end?.forward ?? ended;
  if (isWhole) expectWhole(before, after, integritiesOf(end?.packages ?? told?.packages ?? []));
  else expectGone(before, after);
  return died;
}

interface RecoveryEnd {
  readonly forward: boolean;
  readonly packages: readonly ToldPackage[];
}

async function recover(
  world: CrashWorld,
  verb: "rollback" | "resume",
  { id, next }: ToldRelease,
): Promise<RecoveryEnd> {
  const forward = verb === "resume" && next === `convoy resume ${id}`;
  const run = await world.convoy(verb, id);
  const exitCode = forward || verb === "rollback" ? 0 : 1;
  expect(endOf(run)).toMatchObject({ exitCode, outcome: forward ? "done" : "rolled-back" });
  return { forward, packages: run.last?.["packages"] as readonly ToldPackage[] };
}

function integritiesOf(packages: readonly ToldPackage[]): Integrities {
  return Object.fromEntries(packages.map(({ name, integrity = "" }) => [name, integrity]));
}

/** With what explains it when it is not as expected. */
function endOf({ exitCode, stderr, last }: ConvoyRun): object {
  return { exitCode, outcome: last?.["outcome"], error: last?.["error"], stderr };
}
