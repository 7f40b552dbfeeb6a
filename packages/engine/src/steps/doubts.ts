import type { Doubt, PackageEffect } from "../journal/doubts.ts";
import type { Run } from "../release/run.ts";
import { allOf } from "./all-of.ts";
import { lookAtStage, lookForOurs } from "./look.ts";
import { backoff } from "./write.ts";

const DOUBT_MS = 2_000;

/**
 * Waits for what may still land: an upload whose reply was lost, or whose sender was killed, and one that was
 * accepted and is not shown yet. Whoever decides earlier takes it for absent, takes its dependencies away, and has it
 * appear without them. Ends early when all of it is seen, or when `limit` is aborted. Answers the packages of which
 * something was not seen.
 */
export async function settleDoubts(run: Run, limit: AbortSignal): Promise<ReadonlySet<string>> {
  const { clock, ceilings } = run.ports;
  const start = clock.now();
  const waitFor = ({ acknowledged }: Doubt): number =>
    acknowledged ? ceilings.visibleMs : (ceilings.doubtMs ?? DOUBT_MS);
  const unseen = new Set<string>();
  let open = doubtsOf(run);
  for (let attempt = 1; open.length > 0 && !limit.aborted; attempt += 1) {
    const landed = await allOf(open, ceilings.read, ({ effect }) => hasLanded(run, effect));
    const waited = clock.now() - start;
    const missing = open.filter((_, index) => !landed[index]);
    for (const doubt of missing) if (waited >= waitFor(doubt)) unseen.add(doubt.effect.name);
    open = missing.filter((doubt) => waited < waitFor(doubt));
    if (open.length > 0) await clock.sleep(backoff(attempt, run.ports));
  }
  return unseen;
}

/** A clone that has not done all the steps itself does not know which of them had begun. */
function doubtsOf({ record, stepsKnown }: Run): readonly Doubt[] {
  if (stepsKnown) return record.doubts;
  const names = (record.goal?.packages ?? []).map(({ name }) => name);
  const acts = record.opening.strategy === "direct" ? (["publish"] as const) : stagedActs(record);
  return names.flatMap((name) =>
    acts.map((act) => ({
      effect: { act, name },
      // What the record says of a package is said of its upload.
      acknowledged: act !== "promote" && record.accepted.has(name),
    })),
  );
}

function stagedActs({ mayBeInChannel }: Run["record"]): readonly ("stage" | "promote")[] {
  return mayBeInChannel ? ["stage", "promote"] : ["stage"];
}

async function hasLanded(run: Run, { act, name }: PackageEffect): Promise<boolean> {
  if (act === "stage") return (await lookAtStage(run, name)).kind === "present";
  const seen = await lookForOurs(run, name);
  if (act !== "tag") return seen.kind === "present";
  const { distTag, version } = run.goalOf(name);
  return run.belief.of(name).distTags?.[distTag] === version;
}
