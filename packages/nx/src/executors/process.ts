const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Calls back on each signal to stop, and keeps the process until it is ended; the answer stops that. */
export function onInterrupt(callback: () => void): () => void {
  for (const signal of SIGNALS) process.on(signal, callback);
  return () => {
    for (const signal of SIGNALS) process.off(signal, callback);
  };
}

/** Whether a process of this machine runs. Loaded here, since it is only asked while another task has the turn. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await import("@convoy/workspace")).isAlive(pid);
}
