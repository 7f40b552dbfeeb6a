import { ReleaseError } from "@convoy/core";
import type { JournalEntry, ReleaseState } from "../journal/entry.ts";
import type { PreparedRefs, PushAlong } from "../ports.ts";
import type { Run } from "../release/run.ts";
import { backoff } from "./write.ts";

/** Asks the remote and this clone where the refs of the release stand. */
export async function observeRefs(run: Run): Promise<void> {
  const { refs } = run;
  if (refs === null || namesNothing(refs)) {
    // No ref can tell how far the release is: what was decided does.
    const at = PAST_THE_COMMIT_POINT.has(run.record.state) ? "ours" : "absent";
    run.belief.learnRefs(at, at);
    return;
  }
  const { remote, local } = await run.ports.git.observe(refs);
  run.belief.learnRefs(remote, local);
}

const PAST_THE_COMMIT_POINT: ReadonlySet<ReleaseState> = new Set(["COMMITTED", "PROMOTED", "DONE"]);

/** A release without a commit of its own, of which every tag stands already, or none is wanted. */
function namesNothing({ base, commit, tags }: PreparedRefs): boolean {
  return base === commit && Object.keys(tags).length === 0;
}

/** The commit point, which tells others `news`. What the remote shows afterwards decides, not how the push ended. */
export async function pushRefs(run: Run, news: readonly JournalEntry[]): Promise<void> {
  const refs = madeRefs(run);
  for (let attempt = 1; ; attempt += 1) {
    await run.begin({ act: "push" });
    run.belief.forgetRefs();
    const reply = await run.ports.git.push(refs, alongWith(run, news));
    await observeRefs(run);
    const nothingToSee = namesNothing(refs) && reply.kind === "accepted";
    if (nothingToSee) run.belief.learnRefs("ours", "ours");
    if (run.belief.refs.remote === "ours") {
      await run.note({ kind: "settled", effect: { act: "push" }, outcome: "ok" });
      return;
    }
    const error = reply.kind === "accepted" || reply.kind === "exists" ? notThere(refs) : reply.error;
    const again = reply.kind === "unclear" && attempt < run.ports.ceilings.attempts;
    await run.note({
      kind: "settled",
      effect: { act: "push" },
      outcome: again ? "unknown" : "absent",
      evidence: error,
    });
    if (!again) throw ReleaseError.from(error);
    const waitMs = backoff(attempt, run.ports);
    run.ports.emit({ kind: "retrying", subject: "git push", attempt, waitMs, error });
    await run.ports.clock.sleep(waitMs);
  }
}

/** The record and the return of the lock travel with the refs: all of it lands, or none. */
function alongWith(run: Run, news: readonly JournalEntry[]): PushAlong {
  const { lock, record } = run;
  if (lock === null) return {};
  const journal = run.sharedText(...news);
  return { record: { id: record.opening.id, journal }, lock: { oid: lock } };
}

export async function adoptRefs(run: Run): Promise<void> {
  await run.begin({ act: "adopt" });
  const refs = madeRefs(run);
  await run.ports.git.adopt(refs);
  if (namesNothing(refs)) return observeRefs(run);
  run.belief.learnLocal(await run.ports.git.observeHere(refs));
}

export async function retractRefs(run: Run): Promise<void> {
  await run.begin({ act: "retract" });
  await run.ports.git.retract(madeRefs(run));
  await observeRefs(run);
}

/** Takes back what others had made in git for this release before it began. */
export async function retractMade({ record, ports }: Pick<Run, "record" | "ports">): Promise<void> {
  if (record.opening.made) await ports.git.retract(record.opening.made);
}

function madeRefs(run: Run): PreparedRefs {
  if (run.refs) return run.refs;
  throw new ReleaseError("JOURNAL_INVALID", `release ${run.record.opening.id} has no refs to push`);
}

function notThere({ remote }: PreparedRefs): {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
} {
  return { code: "GIT_PUSH_LOST", message: `${remote ?? "git"} took the push and does not show the refs` };
}
