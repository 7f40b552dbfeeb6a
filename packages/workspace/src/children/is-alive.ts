import { readFileSync } from "node:fs";
import { errorCode } from "../error-code.ts";

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
    return errorCode(error) === "EPERM";
  }
  return process.platform !== "linux" || !hasEnded(pid);
}

/**
 * When a process of this machine started: the same words each time, and others for every other process that has ever had
 * its number. Undefined where the system has no file that tells.
 */
export function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // Clock ticks since then are the 22nd field (proc_pid_stat), the 20th behind the name.
    const [ticks] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ").slice(19) ?? [];
    return ticks === undefined ? undefined : `${boot} ${ticks}`;
  } catch {
    return undefined;
  }
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
