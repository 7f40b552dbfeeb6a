import { ReleaseError } from "@convoy/core";
import type { EnginePorts } from "../ports.ts";
import type { ReleaseOrder } from "./order.ts";

const ASK_AGAIN_MS = 2_000;
/** Of another release that may still be under way. */
const IN_THE_WAY: ReadonlySet<string> = new Set(["RELEASE_RUNNING", "RELEASE_UNFINISHED"]);

/**
 * Begins when no other release is in the way, asking again until the order's patience is over. Everything is looked
 * at anew each time: what the other release did is part of the state that this one begins from.
 */
export async function inTurn<T>(
  { waitMs }: Pick<ReleaseOrder, "waitMs">,
  { clock, emit, interrupted }: Pick<EnginePorts, "clock" | "emit" | "interrupted">,
  beginNow: (isFirst: boolean) => Promise<T>,
): Promise<T> {
  const deadline = clock.now() + waitMs;
  for (let told = false; ; told = true) {
    try {
      return await beginNow(!told);
    } catch (error) {
      const passes = error instanceof ReleaseError && IN_THE_WAY.has(error.code);
      if (!passes || clock.now() >= deadline || interrupted.aborted) throw error;
      if (!told) emit({ kind: "noted", note: { code: "WAITING", message: `waiting: ${error.message}` } });
    }
    await clock.sleep(ASK_AGAIN_MS);
  }
}
