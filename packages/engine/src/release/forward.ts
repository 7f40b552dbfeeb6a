import {
  nextMove,
  ReleaseError,
  unreachable,
  type Conflict,
  type Move,
  type ReleaseReport,
} from "@convoy/core";
import type { JournalEntry, ReleaseState } from "../journal/entry.ts";
import { observe } from "../steps/observe.ts";
import { movePackages, type PackageMove } from "../steps/packages.ts";
import { adoptRefs, pushRefs } from "../steps/refs.ts";
import { reportAtCommit } from "./conclude.ts";
import { stopWhenInterrupted } from "./make-ready.ts";
import type { Run } from "./run.ts";

/** Moves until the goal is reached. Throws the reason why it cannot be; what was done until then stays done. */
export async function goForward(run: Run): Promise<void> {
  for (;;) {
    const move = nextMove(run.situation, "forward");
    if (move.kind === "finish") return;
    stopWhenInterrupted(run);
    await carryOutMove(run, move);
  }
}

async function carryOutMove(run: Run, move: Exclude<Move, { kind: "finish" }>): Promise<void> {
  switch (move.kind) {
    case "observe":
      return observe(run, move, "forward");
    case "stage":
    case "promote":
    case "publish":
    case "tag":
      return forAll(run, move);
    case "commit":
      return commit(run);
    case "adopt":
      return run.phase("finish", 0, () => adoptRefs(run));
    case "stop":
      throw conflictError(run, move.conflicts);
    case "withdraw":
    case "discard":
    case "retract":
      throw new ReleaseError("ENGINE_CONFUSED", `${move.kind} is no move forward`);
    default:
      return unreachable(move);
  }
}

const REACHED: Partial<Record<PackageMove["kind"], ReleaseState>> = { stage: "STAGED", promote: "PROMOTED" };

async function forAll(run: Run, move: PackageMove): Promise<void> {
  const phase = move.kind === "stage" || move.kind === "promote" ? move.kind : "publish";
  const { failures } = await run.phase(phase, move.names.length, () =>
    movePackages(run, move, run.ports.interrupted),
  );
  const [failure] = failures;
  if (failure) {
    const [name, { code, message, hint }] = failure;
    throw new ReleaseError(code, message.includes(name) ? message : `${name}: ${message}`, { hint });
  }
  const state = REACHED[move.kind];
  const more = nextMove(run.situation, "forward").kind === move.kind;
  if (state && !more && !run.ports.interrupted.aborted) await run.reach(state);
}

/** Every hash has been read back by now: the release is verified, and this decides it. */
async function commit(run: Run): Promise<void> {
  await run.reach("VERIFIED");
  const end = run.record.opening.strategy === "direct" && run.lock !== null ? reportAtCommit(run) : null;
  await run.phase("commit", 0, () => pushRefs(run, end === null ? [COMMITTED] : ended(end)));
  run.endTold = end;
  await run.reach("COMMITTED");
}

const COMMITTED: JournalEntry = { kind: "reached", state: "COMMITTED" };

/** For others a direct release is over with its refs: all is up, and each clone follows for itself. */
function ended(report: ReleaseReport): readonly JournalEntry[] {
  return [COMMITTED, { kind: "reached", state: "DONE" }, { kind: "ended", report }];
}

/** The versions are taken by other bytes. Before any effect this refuses the release; it is never overwritten. */
function conflictError(run: Run, conflicts: readonly Conflict[]): ReleaseError {
  const lines = conflicts.map(
    ({ name, version, where, found, expected }) =>
      `${name}@${version} is in the ${where} as ${found}, and was packed as ${expected}`,
  );
  const untouched = run.record.accepted.size === 0;
  return new ReleaseError(untouched ? "VERSION_TAKEN" : "BYTES_DIFFER", lines.join("\n"), {
    hint: "A published version is never overwritten. Add a changeset for the packages named, so that they get a new version.",
  });
}
