import type { TextStyle } from "./style.ts";

/** What earlier events said that the report itself does not. */
export interface SummaryContext {
  /** The channel, as `release-started` names it. */
  readonly target?: string;
  /** The release was being taken back when it ended. */
  readonly turnedBack?: boolean;
}

/** What the parts of a summary share. */
export interface Held {
  /** The channel, cleaned. */
  readonly target: string;
  readonly context: SummaryContext;
  readonly style: TextStyle;
}
