import type { Assumptions } from "./assumptions.ts";
import type { Clock } from "./clock.ts";

export interface EmulatorOptions {
  /** Added to each request, half of it before the request takes effect. Default 0. */
  readonly latencyMs?: number;
  /** The life of every token, whatever was asked for. */
  readonly tokenSeconds?: number;
  /** Other answers than the default ones to what nobody documents. */
  readonly assumptions?: Partial<Assumptions>;
  readonly clock?: Clock;
  /** A folder that keeps everything, also after the process was killed. Without one all is in memory. */
  readonly data?: string;
}
