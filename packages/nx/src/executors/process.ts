const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Calls back on each signal to stop, and keeps the process until it is ended; the answer stops that. */
export function onInterrupt(callback: () => void): () => void {
  for (const signal of SIGNALS) process.on(signal, callback);
  return () => {
    for (const signal of SIGNALS) process.off(signal, callback);
  };
}

/** Whether a process of this machine is there. */
export function isAlive(pid: number): boolean {
  try {
    // Signal 0 asks without touching.
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
