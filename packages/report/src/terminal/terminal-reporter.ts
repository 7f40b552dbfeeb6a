import type { Reporter } from "../json-lines.ts";
import type { Output } from "../output.ts";
import { type Clock, systemClock } from "./clock.ts";
import { plainReporter } from "./plain-reporter.ts";

export interface TerminalOptions {
  readonly stream: Output;
  /** Columns, where the stream does not know them; 80 otherwise. */
  readonly width?: number;
  readonly colour: boolean;
  /** A view that redraws itself. For a terminal that a person watches, never for a log. */
  readonly live: boolean;
  /** A line for each package and each retry. */
  readonly verbose: boolean;
  readonly clock?: Clock;
}

/** Tells a release as text: redrawn in place on a live terminal, else as plain lines. Ends with the summary. */
export async function terminalReporter({
  clock = systemClock,
  ...options
}: TerminalOptions): Promise<Reporter> {
  if (!options.live) return plainReporter({ ...options, clock });
  // What draws on a terminal is slow to load, and a log has no use for it.
  const { liveReporter } = await import("./live-reporter.ts");
  return liveReporter({ ...options, clock });
}
