/** What a benchmark came to. */
export interface Ran {
  /** For `--json`. */
  readonly document: unknown;
  /** For eyes. */
  readonly text: string;
  readonly failed: boolean;
}

export interface Surroundings {
  readonly signal: AbortSignal;
  /** One line for each thing that begins. */
  readonly tell: (line: string) => void;
}

/** One benchmark of this program. */
export interface Bench {
  /** Its name and its options. */
  readonly usage: string;
  /** Null when the arguments make no sense. */
  readonly prepare: (args: readonly string[]) => ((surroundings: Surroundings) => Promise<Ran>) | null;
}
