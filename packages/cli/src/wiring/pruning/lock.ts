import { ReleaseError } from "@convoy/core";
import { inTurn, lockText, readLock, runningError } from "@convoy/engine";
import { holderOf } from "../holder.ts";
import { refuseAnother } from "../may-begin.ts";
import type { Project } from "../project.ts";
import { recordsOf } from "../records.ts";
import { systemClock, type RunOptions } from "../session.ts";

/**
 * Does it while no release can run: with the lock that releases take. Where the remote takes no such refs, only the
 * releases of this clone are known. Throws `RELEASE_RUNNING` or `RELEASE_UNFINISHED`, as a release would.
 */
export async function withLock<T>(
  project: Project,
  options: Pick<RunOptions, "wait">,
  act: () => Promise<T>,
): Promise<T> {
  const quiet = { clock: systemClock, emit: () => undefined, interrupted: new AbortController().signal };
  const { shared } = recordsOf(project);
  const text = lockText({ id: "prune", verb: "prune" }, holderOf(project.host, project.git));
  const oid = await inTurn({ waitMs: (options.wait ?? 0) * 1000 }, quiet, async () => {
    await refuseAnother(project);
    const reply = await shared.takeOver(null, text);
    if (reply.kind === "held") throw runningError(readLock(reply.text));
    if (reply.kind === "unclear") throw ReleaseError.from(reply.error);
    return reply.kind === "taken" ? reply.oid : null;
  });
  try {
    return await act();
  } finally {
    if (oid !== null) await shared.unlock(oid);
  }
}
