import { NEVER, type Crash, type SeenEffect } from "./crash-point.ts";
import { recoveryDies, releaseDies, type Round } from "./crash-round.ts";
import { newestTold } from "./crash-status.ts";
import { CrashWorld } from "./crash-world.ts";
import type { Strategy } from "./world.ts";

/** What is killed, in which kind of release. */
export interface Loop {
  readonly strategy: Strategy;
  readonly dying: "release" | "rollback" | "resume";
  /** Only this point, to see a failure again. */
  readonly only?: Crash;
}

/** How a loop went: points tried, and what was wrong at which of them, with the way to see it again. */
export interface LoopResult {
  readonly points: number;
  readonly failures: readonly string[];
}

/** Worlds that are killed side by side: the processes of one leave a second core idle. */
const LANES = 2;

/**
 * Kills at every point of effect 1, 2, 3, … until a run comes to its end unharmed. A world in which something
 * was wrong is left, and the loop goes on in a new one.
 */
export async function crashLoop(loop: Loop): Promise<LoopResult> {
  const { round, effects } = await prepare(loop);
  const points = loop.only ? [loop.only].values() : pointsOf(effects);
  const failures: string[] = [];
  let tried = 0;
  let over = false;
  const lane = async (): Promise<void> => {
    let world = await CrashWorld.open(loop.strategy);
    for (let next = points.next(); !over && !next.done; next = points.next()) {
      const crash = next.value;
      try {
        const died = await round(world, crash);
        if (died) tried += 1;
        else over = crash.at > effects.length;
      } catch (error) {
        process.stderr.write(`${nameOf(loop, crash)}\n`);
        failures.push(`${nameOf(loop, crash)}: ${effects[crash.at - 1]?.what ?? ""}\n${messageOf(error)}`);
        world = await CrashWorld.open(loop.strategy);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { points: tried + failures.length, failures };
}

interface Prepared {
  readonly round: Round;
  /** Those of a run that is not killed. In another run they may be in another order, or a few more or less. */
  readonly effects: readonly SeenEffect[];
}

async function prepare({ strategy, dying }: Loop): Promise<Prepared> {
  const world = await CrashWorld.open(strategy);
  await world.change();
  if (dying === "release") {
    const { crash } = await world.crashing(NEVER, "release");
    return { round: releaseDies, effects: await crash.effects() };
  }
  const first = firstDeath(strategy, dying);
  await world.crashing(first, "release");
  const told = await newestTold(world);
  const { crash } = await world.crashing(NEVER, dying, told?.id ?? "none");
  return { round: recoveryDies(dying, first), effects: await crash.effects() };
}

/** Where the release dies whose recovery dies: when there is most to take back, or most of the rest to be done. */
export function firstDeath(strategy: Strategy, dying: "rollback" | "resume"): Crash {
  if (dying === "resume") return { of: "PUT", at: 1, point: "before" };
  return { of: strategy === "staged" ? "POST" : "PUT", at: 3, point: "landed" };
}

function* pointsOf(effects: readonly SeenEffect[]): Generator<Crash> {
  for (const [index, { points }] of effects.entries())
    for (const point of points) yield { at: index + 1, point };
  for (let at = effects.length + 1; ; at += 1) yield { at, point: "before" };
}

function nameOf({ strategy, dying }: Loop, { at, point }: Crash): string {
  return `CRASH_AT=${at}:${point} npm run test:crash -- -t "${strategy} ${dying}"`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
