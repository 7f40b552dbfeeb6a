import { spawn, type ChildProcess } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";

export interface Command {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends the command and all that it started. */
  readonly signal: AbortSignal;
}

export interface Measured {
  readonly exitCode: number | null;
  /** Seconds. */
  readonly wall: number;
  /** Seconds, user and system, of the command and of every process under it that was waited for; unknown when it was ended. */
  readonly cpu: number | null;
  /**
   * The share of the machine that was busy with something else meanwhile: above 0.3 the wall time says little. Unknown
   * when the command was ended.
   */
  readonly foreign: number | null;
  /** The end of what it printed, on both streams. */
  readonly tail: string;
}

/**
 * `times` of the shell is the kernel's own account of its ended children and theirs. It goes to descriptor 3, and
 * the arguments arrive as arguments: nothing is quoted or parsed.
 */
const WITH_TIMES = '"$@" 3>&-; status=$?; times >&3; exit $status';

/** Runs a command to its end and measures it. */
export async function runMeasured(command: Command): Promise<Measured> {
  const busyBefore = busySeconds();
  const start = performance.now();
  const child = spawn("sh", ["-c", WITH_TIMES, "sh", ...command.argv], {
    cwd: command.cwd,
    env: command.env,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
  });
  const endGroup = (): void => killGroup(child);
  command.signal.addEventListener("abort", endGroup);
  try {
    const [times, out, error, exitCode] = await Promise.all([
      text(child.stdio[3] as Readable),
      text(child.stdio[1] as Readable),
      text(child.stdio[2] as Readable),
      new Promise<number | null>((ended, failed) => child.once("error", failed).once("exit", ended)),
    ]);
    const wall = (performance.now() - start) / 1000;
    const cpu = childSeconds(times);
    const others = busySeconds() - busyBefore - (cpu ?? 0);
    const foreign = cpu === null ? null : Math.max(0, others / (wall * availableParallelism()));
    return { exitCode, wall, cpu, foreign, tail: `${out}${error}`.trimEnd().slice(-1000) };
  } finally {
    command.signal.removeEventListener("abort", endGroup);
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
}

/** The second line of `times`: user and system time of the children, `0m1.230s 0m0.450s`. Null: it was not written. */
function childSeconds(times: string): number | null {
  const found = [...(times.split("\n")[1] ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  if (found.length === 0) return null;
  return found.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** What all processors together have worked since the machine was started. */
export function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);
}
