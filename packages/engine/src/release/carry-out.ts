import {
  describeError,
  nextMove,
  ReleaseError,
  type Direction,
  type ErrorDocument,
  type ReleaseReport,
} from "@convoy/core";
import type { JournalEntry } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { ReleaseRecord } from "../journal/record.ts";
import type { EnginePorts } from "../ports.ts";
import { assumeFreshStart } from "../steps/observe.ts";
import { goBack } from "./back.ts";
import { begin } from "./begin.ts";
import { bringAlong } from "./bring-along.ts";
import { conclude } from "./conclude.ts";
import { goForward } from "./forward.ts";
import { lockForDone, lockForNew, lockForRecovery } from "./lock.ts";
import { makeReady, refuseEditedMeanwhile } from "./make-ready.ts";
import { isPassing } from "./passing.ts";
import type { ReleaseOrder } from "./order.ts";
import { inTurn } from "./in-turn.ts";
import { packAhead } from "./pack-ahead.ts";
import { Run } from "./run.ts";
import { share, shareLostEnd } from "./share.ts";
import { openSynced, unknownRelease } from "./synced-record.ts";

/**
 * Carries a release out, from the first look to the last ref. Every end is a report, and every report but that of
 * `unfinished` means that the release is whole or gone. Throws only where nothing has begun.
 */
export async function carryOut(order: ReleaseOrder, ports: EnginePorts): Promise<ReleaseReport> {
  const { opening, lock, packing } = await inTurn(order, ports, async (isFirst) => {
    const begun = await begin(order, ports);
    // Whoever waits for another release would pack again each time.
    const ahead = isFirst && order.verb === "publish" ? packAhead(begun, ports) : undefined;
    try {
      return { opening: begun, lock: await lockForNew(begun, ports), packing: ahead?.artifacts };
    } catch (error) {
      await ahead?.abandon();
      throw error;
    }
  });
  const { journal } = await ports.records.open(opening.id);
  await journal.append(opening);
  const run = new Run(ports, { journal, entries: [opening], lock, stepsKnown: true, packing });
  announce(run);
  return complete(run, async () => {
    // Whatever becomes of it, nothing has left this machine by then.
    await makeReady(run).finally(() => assumeFreshStart(run));
    await goForward(run);
  });
}

/** Carries a release on that stopped before its end, in the direction that was decided. */
export async function resume(id: string, ports: EnginePorts): Promise<ReleaseReport> {
  const { run, ahead } = await reopen(id, ports, "forward");
  if (ahead.length > 0) return bringAlong(run, ahead);
  if (run.record.turnedBack) return takeBack(run, run.record.turnedBack);
  return complete(run, async () => {
    await refuseEditedMeanwhile(run);
    await makeReady(run);
    await goForward(run);
  });
}

/** Takes a release back, wherever it stopped, and also when it is done, as long as none came after it. */
export async function rollBack(id: string, ports: EnginePorts): Promise<ReleaseReport> {
  const { run, ahead } = await reopen(id, ports, "back");
  const why = { code: "ROLLBACK_ASKED", message: `\`convoy rollback ${id}\`` };
  if (!run.record.ended) return takeBack(run, why);
  if (!isDone(run.record)) return bringAlong(run, ahead);
  await turnBackDone(run, ahead, why);
  return takeBack(run, why);
}

function isDone({ ended, lastReport }: ReleaseRecord): boolean {
  return ended && lastReport?.outcome === "done";
}

/**
 * Everybody takes the release for done. They hear of it before anything changes: whoever could not would begin the next
 * release on what is about to go.
 */
async function turnBackDone(run: Run, ahead: readonly JournalEntry[], error: ErrorDocument): Promise<void> {
  const decision: JournalEntry = { kind: "turned-back", error };
  const reply = await share(run, { adding: decision });
  if (reply.kind !== "accepted" && reply.kind !== "exists") {
    if (run.lock !== null) await run.ports.shared.unlock(run.lock);
    await run.close();
    throw ReleaseError.from(reply.error);
  }
  for (const entry of [...ahead, decision]) await run.note(entry);
}

/**
 * Throws `RELEASE_ENDED`, unless the end was told by others, `ahead` of this clone, or the way is back from what is
 * done.
 */
async function reopen(
  id: string,
  ports: EnginePorts,
  direction: Direction,
): Promise<{ readonly run: Run; readonly ahead: readonly JournalEntry[] }> {
  const { journal, entries, ahead } = await openSynced(id, ports);
  const [opening] = entries;
  const record = ReleaseRecord.replay(entries);
  if (record === undefined || opening?.kind !== "opened") throw unknownRelease(id);
  const isReopened = direction === "back" && isDone(record);
  if (record.ended && !isReopened && ahead.length === 0) {
    await journal.close();
    await shareLostEnd(id, ports);
    throw endedError(record);
  }
  const { lock, carriedOn } =
    record.ended && !isReopened
      ? { lock: null, carriedOn: true }
      : await (isReopened ? lockForDone : lockForRecovery)(opening, ports).catch(closing(journal));
  const run = new Run(ports, { journal, entries, lock, stepsKnown: record.packedHere && !carriedOn });
  announce(run);
  return { run, ahead };
}

function closing(journal: Journal): (error: unknown) => Promise<never> {
  return async (error) => {
    await journal.close();
    throw error;
  };
}

function endedError({ opening: { id }, lastReport }: ReleaseRecord): ReleaseError {
  const outcome = lastReport?.outcome ?? "without a report";
  return new ReleaseError("RELEASE_ENDED", `release ${id} has ended: ${outcome}`, {
    hint:
      outcome === "done"
        ? `There is nothing to carry on. To take it back: \`convoy rollback ${id}\`.`
        : "There is nothing to carry on and nothing to take back.",
  });
}

function announce({ ports, record: { opening } }: Run): void {
  ports.emit({
    kind: "release-started",
    id: opening.id,
    strategy: opening.strategy,
    target: opening.target,
    packages: opening.plan.releases
      .filter(({ publish }) => publish !== false)
      .map(({ name, to: version }) => ({ name, version })),
  });
}

/** Runs the way forward; where it ends early, the policy says what becomes of it. */
async function complete(run: Run, forward: () => Promise<void>): Promise<ReleaseReport> {
  try {
    await forward();
  } catch (thrown) {
    const error = describeError(thrown);
    return holds(run, error) ? pause(run, error) : takeBack(run, error);
  }
  await run.reach("DONE");
  return conclude(run, "done");
}

/**
 * Before the commit point everything is taken back, unless versions stand in the channel and the policy is to hold.
 * A direct release whose commit push may have landed has told others its end by that, and waits to be seen.
 * After it, a release waits for `resume` when it was interrupted, when the cause will pass, or when only this clone
 * is left to be brought along; any other failure follows the policy.
 */
function holds(run: Run, { code }: ErrorDocument): boolean {
  // What could not be observed may have been committed.
  const committed = run.belief.refs.remote !== "absent";
  if (committed && run.record.opening.strategy === "direct" && run.record.committing) return true;
  if (committed && (code === "INTERRUPTED" || isPassing(code))) return true;
  if (nextMove(run.situation, "forward").kind === "adopt") return true;
  const visible = committed || (run.record.opening.strategy === "direct" && run.record.accepted.size > 0);
  return visible && run.record.opening.onFailure === "hold" && code !== "INTERRUPTED";
}

function pause(run: Run, error: ErrorDocument): Promise<ReleaseReport> {
  const { id } = run.record.opening;
  const hint = `Run \`convoy resume ${id}\` to carry on, or \`convoy rollback ${id}\` to take it back.`;
  return conclude(run, "unfinished", {
    ...error,
    hint: error.hint === undefined ? hint : `${error.hint}\n${hint}`,
  });
}

async function takeBack(run: Run, why: ErrorDocument): Promise<ReleaseReport> {
  try {
    await goBack(run, why, run.ports.outOfTime);
  } catch (thrown) {
    const error = describeError(thrown);
    const hint = `Run \`convoy rollback ${run.record.opening.id}\` once the cause is gone.`;
    return conclude(run, "unfinished", { ...error, hint: error.hint ?? hint });
  }
  const refused = why.code === "VERSION_TAKEN";
  return conclude(run, refused ? "refused" : "rolled-back", why);
}
