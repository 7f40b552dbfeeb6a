import type { Emit } from "@convoy/core";
import { inTurn, refuseUnfinished } from "@convoy/engine";
import { isRunningHere } from "./holder.ts";
import type { Project } from "./project.ts";
import { recordsOf } from "./records.ts";
import { systemClock, type RunOptions } from "./session.ts";

/** Waits its turn, or refuses, before a plan is made: a release under way changes what there is to plan. */
export async function mayBegin(
  project: Project,
  options: Pick<RunOptions, "wait">,
  emit: Emit,
): Promise<void> {
  const patience = { clock: systemClock, emit, interrupted: new AbortController().signal };
  await inTurn({ waitMs: (options.wait ?? 0) * 1000 }, patience, () => refuseAnother(project));
}

/** Refuses while this clone knows of a release that has not ended. */
export function refuseAnother(project: Project): Promise<void> {
  return refuseUnfinished({ ...recordsOf(project), isRunning: isRunningHere(project.host) });
}
