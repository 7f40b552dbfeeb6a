import { nextMove, ReleaseError, unreachable, type ErrorDocument, type Move } from "@convoy/core";
import { observe } from "../steps/observe.ts";
import { settleDoubts } from "../steps/doubts.ts";
import { movePackages, type PackageMove } from "../steps/packages.ts";
import { retractMade, retractRefs } from "../steps/refs.ts";
import type { Run } from "./run.ts";
import { restoreTree } from "./restore-tree.ts";
import { share } from "./share.ts";

/**
 * Returns to the state before the release, touching nothing that the release did not make. What cannot be taken
 * back for now is in the error; the same call, later and from anywhere, goes on where this one ended.
 */
export async function goBack(run: Run, why: ErrorDocument, limit: AbortSignal): Promise<void> {
  if (!run.record.turnedBack) {
    await run.note({ kind: "turned-back", error: why });
    // The lock keeps others away meanwhile, so a record that cannot be shared now does not hold this back.
    await share(run).catch(() => undefined);
  }
  run.ports.emit({ kind: "turned-back", error: why });
  await run.phase("roll-back", 0, async () => {
    const unseen = await settleDoubts(run, limit);
    await takeAllBack(run, limit);
    // What has landed meanwhile, although it was waited for, is found now: its dependencies and its source are gone.
    for (const name of unseen) run.belief.forget(name);
    await takeAllBack(run, limit);
    await retractMade(run);
    await restoreTree(run);
  });
  await run.ports.records.dropArtifacts(run.record.opening.id);
  await run.reach("ABORTED");
}

async function takeAllBack(run: Run, limit: AbortSignal): Promise<void> {
  for (;;) {
    const move = nextMove(run.situation, "back");
    if (move.kind === "finish") return;
    if (limit.aborted) throw outOfTime(run);
    await carryOutMove(run, move, limit);
  }
}

async function carryOutMove(
  run: Run,
  move: Exclude<Move, { kind: "finish" }>,
  limit: AbortSignal,
): Promise<void> {
  switch (move.kind) {
    case "observe":
      return observe(run, move, "back");
    case "withdraw":
    case "discard":
      return forAll(run, move, limit);
    case "retract":
      return retractRefs(run);
    case "stage":
    case "promote":
    case "publish":
    case "tag":
    case "commit":
    case "adopt":
    case "stop":
      throw new ReleaseError("ENGINE_CONFUSED", `${move.kind} is no move back`);
    default:
      return unreachable(move);
  }
}

async function forAll(run: Run, move: PackageMove, limit: AbortSignal): Promise<void> {
  const { failures } = await movePackages(run, move, limit);
  if (failures.size === 0) return;
  const [[, first] = [undefined, undefined]] = failures;
  const lines = [...failures].map(([name, { message }]) =>
    message.includes(name) ? message : `${name}: ${message}`,
  );
  throw new ReleaseError("ROLLBACK_INCOMPLETE", lines.join("\n"), {
    hint: first?.hint ?? `Run \`convoy rollback ${run.record.opening.id}\` again once the cause is gone.`,
  });
}

function outOfTime(run: Run): ReleaseError {
  const { id } = run.record.opening;
  return new ReleaseError("OUT_OF_TIME", `release ${id} could not be taken back in the time that was left`, {
    hint: `Run \`convoy rollback ${id}\`.`,
  });
}
