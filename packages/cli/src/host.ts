import type { Output } from "@convoy/report";

/** What the command has of the process that runs it. Nothing else in Convoy touches `process`. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output & { readonly isTTY?: boolean };
  readonly stderr: Output & { readonly isTTY?: boolean };
  readonly pid: number;
  readonly hostname: string;
  /** Whether a process of this machine runs, where that is not for the machine to say. */
  readonly isAlive?: (pid: number) => boolean;
  /** Asks the person at the terminal, where there is one. */
  readonly ask?: (question: string) => Promise<string>;
  /** Calls back on each SIGINT and SIGTERM; the answer stops that. */
  onInterrupt(callback: () => void): () => void;
}
