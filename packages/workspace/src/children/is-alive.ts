import { readFileSync } from "node:fs";

/**
 * Whether a process of this machine runs. One that has ended and whose parent never asked how, as in a container
 * without an init, still has its number; it does not run.
 */
export function isAlive(pid: number): boolean {
  try {
    // Signal 0 asks without touching.
    process.kill(pid, 0);
  } catch (error) {
    // One that is not ours to touch is alive as well.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return process.platform !== "linux" || !hasEnded(pid);
}

function hasEnded(pid: number): boolean {
  try {
    // `PID (name) STATE …`, where the name may hold anything.
    return /^.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // It is hidden from us, or has gone since.
    return false;
  }
}
