import { ReleaseError } from "@convoy/core";
import type { Host } from "../host.ts";

export interface Interruption {
  /** Aborted at the first signal, with `INTERRUPTED` as its reason. */
  readonly interrupted: AbortSignal;
  /** Aborted when the grace is over, or at the second signal. */
  readonly outOfTime: AbortSignal;
  readonly stop: () => void;
}

/** The first Ctrl-C asks the release to turn back, for which it has the grace; the second asks it to stop at once. */
export function watchInterrupt(host: Host, graceSeconds: number): Interruption {
  const interrupted = new AbortController();
  const outOfTime = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stopListening = host.onInterrupt(() => {
    if (interrupted.signal.aborted) outOfTime.abort();
    interrupted.abort(new ReleaseError("INTERRUPTED", "the release was interrupted"));
    timer ??= setTimeout(() => outOfTime.abort(), graceSeconds * 1000);
  });
  return {
    interrupted: interrupted.signal,
    outOfTime: outOfTime.signal,
    stop() {
      clearTimeout(timer);
      stopListening();
    },
  };
}
