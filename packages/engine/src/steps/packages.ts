import {
  describeError,
  reversed,
  unreachable,
  type Act,
  type Direction,
  type Move,
  type Ordered,
  type PackageGoal,
} from "@convoy/core";
import type { Run } from "../release/run.ts";
import { drive, type DriveResult, type Work } from "./drive.ts";
import { correctTags } from "./tags.ts";
import { discardFrom, withdrawFrom } from "./take-out.ts";
import { promoteTo, publishTo, stageTo } from "./upload.ts";

/** The moves that do something to packages in the registry. */
export type PackageMove = Extract<Move, { readonly kind: Act }>;

/** Carries the move out in its order, each package journaled before and after. Failures are in the answer. */
export async function movePackages(run: Run, move: PackageMove, signal: AbortSignal): Promise<DriveResult> {
  const goals = move.names.map((name) => run.goalOf(name));
  const result = await drive(orderOf(move, goals), journaled(run, move.kind), {
    ceiling: ceilingOf(run, move),
    afterFailure: directionOf(move) === "forward" ? "stop" : "go-on",
    signal,
  });
  for (const [name, error] of result.failures) {
    run.failures.set(name, error);
    // It failed between the write and the look, so what was seen before says nothing now.
    run.belief.forget(name);
  }
  for (const [name, by] of result.blocked) run.blocked.set(name, by);
  return result;
}

function directionOf({ kind }: PackageMove): Direction {
  return kind === "withdraw" || kind === "discard" ? "back" : "forward";
}

function orderOf(move: PackageMove, goals: readonly PackageGoal[]): readonly Ordered[] {
  switch (move.kind) {
    // Nothing resolves to what is in the stage, so its order is free.
    case "stage":
    case "discard":
    case "tag":
      return goals.map(({ name }) => ({ name, after: [] }));
    case "promote":
    case "publish":
      return goals;
    case "withdraw":
      return reversed(goals);
    default:
      return unreachable(move);
  }
}

function ceilingOf({ ports }: Run, { kind }: PackageMove): number {
  return kind === "promote" ? ports.ceilings.copy : ports.ceilings.upload;
}

function workOf(run: Run, act: Act): Work {
  switch (act) {
    case "stage":
      return stageTo(run);
    case "promote":
      return promoteTo(run);
    case "publish":
      return publishTo(run);
    case "tag":
      return correctTags(run);
    case "withdraw":
      return withdrawFrom(run);
    case "discard":
      return discardFrom(run);
    default:
      return unreachable(act);
  }
}

/** Intent before act, outcome after the confirmation, and the two events for eyes. */
function journaled(run: Run, act: Act): Work {
  const work = workOf(run, act);
  const guarded = async (name: string, part: () => Promise<void>): Promise<void> => {
    const { version } = run.goalOf(name);
    try {
      await part();
    } catch (error) {
      const evidence = describeError(error);
      run.ports.emit({ kind: "package-settled", name, version, act, ok: false, error: evidence });
      await run.note({ kind: "settled", effect: { act, name }, outcome: "unknown", evidence });
      throw error;
    }
  };
  return {
    act: (name) =>
      guarded(name, async () => {
        await run.begin({ act, name });
        run.ports.emit({ kind: "package-began", name, version: run.goalOf(name).version, act });
        await work.act(name);
      }),
    confirm: (name) =>
      guarded(name, async () => {
        await work.confirm(name);
        run.jot({ kind: "settled", effect: { act, name }, outcome: "ok" });
        run.ports.emit({ kind: "package-settled", name, version: run.goalOf(name).version, act, ok: true });
      }),
  };
}
