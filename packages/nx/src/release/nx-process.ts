/** What the executor has of the process that Nx has started for it. */
export interface NxProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  /** Nx itself. */
  readonly nxPid: number;
  readonly isAlive: (pid: number) => Promise<boolean>;
  /** Calls back on each SIGINT and SIGTERM; the answer stops that. */
  onInterrupt(callback: () => void): () => void;
}

/** By which the hook tells the executors what the user has typed; it holds no credential. */
export const COMMAND_VARIABLE = "CONVOY_NX_COMMAND";

/** `release publish --groups=core`, where the hook has told it. */
export function commandIn({ env }: Pick<NxProcess, "env">): readonly string[] | undefined {
  const text = env[COMMAND_VARIABLE];
  return text === undefined ? undefined : (JSON.parse(text) as readonly string[]);
}
