import { processInWords, ReleaseError } from "@convoy/core";
import { readLock } from "@convoy/engine";
import type { Answer, CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { isRunningHere } from "../wiring/holder.ts";
import { recordsAt } from "../wiring/records.ts";

/**
 * Frees the lock of exactly the release that is named, and of no living process of this machine. The release itself
 * stays as it is, for `resume` or `rollback`.
 */
export async function unlock(host: Host, options: CommonOptions, id: string | undefined): Promise<Answer> {
  const { shared } = await recordsAt(host, options);
  const found = await shared.lock();
  if (found === null)
    throw new ReleaseError("LOCK_FREE", "nobody holds the lock", {
      hint: "There is nothing to free: `convoy status` shows what is to be ended.",
    });
  const lock = readLock(found.text);
  if (lock.id !== id) {
    throw new ReleaseError("LOCK_OF_ANOTHER", `the lock is held by release ${lock.id}, not by ${id}`, {
      hint: `If its ${processInWords(lock)} is gone, name it: \`convoy unlock ${lock.id}\`.`,
    });
  }
  if (isRunningHere(host)(lock)) {
    throw new ReleaseError(
      "RELEASE_RUNNING",
      `process ${lock.pid} of release ${id} is running on this machine`,
      {
        hint: "Stop it with Ctrl-C or SIGTERM: it takes itself back.",
      },
    );
  }
  const reply = await shared.unlock(found.oid);
  if (reply.kind === "refused" || reply.kind === "unclear") throw ReleaseError.from(reply.error);
  return {
    document: { format: 1, unlocked: id, holder: { host: lock.host, pid: lock.pid } },
    text: `Freed the lock of release ${id}, held by ${processInWords(lock)}.`,
  };
}
