import { ReleaseError } from "@convoy/core";
import type { Interruption } from "../wiring/watch-interrupt.ts";

export function stopIfInterrupted({ interrupted }: Interruption): void {
  if (interrupted.aborted) throw interruptedError();
}

/** What only reads is not waited for after Ctrl-C. */
export async function unlessInterrupted<T>({ interrupted }: Interruption, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(interruptedError());
  interrupted.addEventListener("abort", stop);
  try {
    return await Promise.race([work, promise]);
  } finally {
    interrupted.removeEventListener("abort", stop);
  }
}

function interruptedError(): ReleaseError {
  return new ReleaseError("INTERRUPTED", "the rehearsal was interrupted", {
    hint: "Nothing has changed, and nothing of it is left.",
  });
}
