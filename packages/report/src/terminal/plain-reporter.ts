import type { Reporter } from "../json-lines.ts";
import { type Output, SafeOutput } from "../output.ts";
import type { Clock } from "./clock.ts";
import { Narrator } from "./narrator.ts";
import { Progress } from "./progress.ts";

export interface PlainOptions {
  readonly stream: Output;
  readonly colour: boolean;
  readonly verbose: boolean;
  readonly clock: Clock;
}

/** Lines that stay, for logs and pipes. */
export function plainReporter({ stream, clock, ...options }: PlainOptions): Reporter {
  const output = new SafeOutput(stream);
  const progress = new Progress();
  const narrator = new Narrator({ ...options, beside: "nothing" }, progress);
  return {
    emit(event) {
      const now = clock.now();
      const lines = narrator.tell(event, now);
      progress.record(event, now);
      if (lines.length > 0) output.write(`${lines.join("\n")}\n`);
    },
    close() {}, // Every line was written when it was told.
  };
}
