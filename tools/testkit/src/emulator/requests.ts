/** A request as the emulator lists it. Times are epoch milliseconds. */
export interface EmulatorRequest {
  readonly id: number | string;
  readonly plane: "npm" | "control";
  readonly operation: string;
  readonly repository: string | null;
  readonly package: string | null;
  readonly version: string | null;
  readonly status: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Requests under way when this one started, itself included. */
  readonly inFlight: number;
  readonly fault?: string;
}

/** What the emulator is to do wrong. See design.md, "The emulator". */
export interface Fault {
  readonly match: {
    readonly plane?: "npm" | "control";
    readonly operation?: string;
    readonly repository?: string;
    readonly package?: string;
  };
  /** The first matching request that is hit, from 1. Default 1. */
  readonly at?: number;
  /** How many are hit from there on. Default 1. */
  readonly times?: number;
  readonly do: string;
}
