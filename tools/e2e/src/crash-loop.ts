import { NEVER, type Crash, type Point, type SeenEffect } from "./crash-point.ts";
import { recoveryDies, releaseDies, takingBackDies, type Round } from "./crash-round.ts";
import { newestTold } from "./crash-status.ts";
import { CrashWorld } from "./crash-world.ts";
import type { Strategy } from "./world.ts";

/** What is killed, in which kind of release. */
export interface Loop {
  readonly strategy: Strategy;
  readonly dying: "release" | "rollback" | "resume" | "rollback of a done release";
  /** Only these effects, and of them only this point: to see a failure again, or to run a loop in parts. */
  readonly only?: { readonly from: number; readonly to: number; readonly point?: Point };
  /** One point of so many, counted from the `first`: for a run that is to be quick. */
  readonly sample?: { readonly every: number; readonly first: number };
}

/** How a loop went: points tried, and what was wrong at which of them, with the way to see it again. */
export interface LoopResult {
  readonly points: number;
  readonly failures: readonly string[];
}

/**
 * Kills at every point of effect 1, 2, 3, … until a run comes to its end unharmed. A world in which something
 * was wrong is left, and the loop goes on in a new one. Two worlds go side by side: the processes of one leave a
 * second core idle.
 */
export async function crashLoop(loop: Loop): Promise<LoopResult> {
  const { first, round, effects } = await prepare(loop);
  const points = sampled(pointsOf(loop, effects), loop, effects.length);
  const failures: string[] = [];
  let tried = 0;
  let over = false;
  const lane = async (opened: CrashWorld | Promise<CrashWorld>): Promise<void> => {
    let world = await opened;
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
  await Promise.all([lane(first), lane(CrashWorld.open(loop.strategy))]);
  return { points: tried + failures.length, failures };
}

interface Prepared {
  readonly first: CrashWorld;
  readonly round: Round;
  /** Those of a run that is not killed. In another run they may be in another order, or a few more or less. */
  readonly effects: readonly SeenEffect[];
}

async function prepare({ strategy, dying }: Loop): Promise<Prepared> {
  const world = await CrashWorld.open(strategy);
  await world.change();
  if (dying === "release") {
    const { crash } = await world.crashing(NEVER, "release");
    return { first: world, round: releaseDies, effects: await crash.effects() };
  }
  if (dying === "rollback of a done release") {
    const { last } = await world.convoy("release");
    const { crash } = await world.crashing(NEVER, "rollback", String(last?.["id"]));
    return { first: world, round: takingBackDies, effects: await crash.effects() };
  }
  const death = firstDeath(strategy, dying);
  await world.crashing(death, "release");
  const told = await newestTold(world);
  const { crash } = await world.crashing(NEVER, dying, told?.id ?? "none");
  return { first: world, round: recoveryDies(dying, death), effects: await crash.effects() };
}

/** Where the release dies whose recovery dies: when there is most to take back, or most of the rest to be done. */
function firstDeath(strategy: Strategy, dying: "rollback" | "resume"): Crash {
  if (dying === "resume") return { of: "PUT", at: 1, point: "before" };
  return { of: strategy === "staged" ? "POST" : "PUT", at: 3, point: "landed" };
}

/**
 * Every point of every effect of a release; of a direct one from its first upload, since up to there it does what a
 * staged one does. In a recovery the last point of each: what is left by a death before an effect is what was left
 * by the one after the effect that precedes it.
 */
function* pointsOf({ strategy, dying, only }: Loop, effects: readonly SeenEffect[]): Generator<Crash> {
  const first = strategy === "direct" && dying === "release" ? effects.findIndex(isWrite) + 1 : 1;
  const { from = first, to = Infinity, point: chosen } = only ?? {};
  for (const [index, { points }] of effects.entries()) {
    const at = index + 1;
    const wanted = dying === "release" ? points : points.slice(-1);
    if (at >= from && at <= to) for (const point of chosen ? [chosen] : wanted) yield { at, point };
  }
  if (to !== Infinity) return;
  for (let at = effects.length + 1; ; at += 1) yield { at, point: "before" };
}

/** Behind the last effect that is known none is left out: there the loop finds its end. */
function* sampled(points: Iterable<Crash>, { sample }: Loop, effects: number): Generator<Crash> {
  let index = 0;
  for (const crash of points) {
    const isNext = sample === undefined || index % sample.every === sample.first % sample.every;
    if (isNext || crash.at > effects) yield crash;
    index += 1;
  }
}

function isWrite({ what }: SeenEffect): boolean {
  return /^(PUT|POST) /.test(what);
}

function nameOf({ strategy, dying }: Loop, { at, point }: Crash): string {
  return `CRASH_AT=${at}:${point} npm run test:crash -- -t "${strategy} ${dying} ends"`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
