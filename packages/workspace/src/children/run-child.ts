import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import type { Readable } from "node:stream";
import { errorCode } from "../error-code.ts";

export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All that the child sees; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Ends the child and its children; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /**
   * Receives both outputs as they come; they are then not kept in the result. What the child has started and not
   * ended when it ends itself, is ended too.
   */
  readonly onOutput?: (chunk: string) => void;
}

export interface ChildResult {
  /** Null when the child was ended by a signal or ran out of time. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** Between asking a group of processes to end and ending it. */
const GRACE_MS = 3_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs a program, without a shell, in a process group of its own: a Ctrl-C in the terminal does not reach it in the
 * middle of an effect, and when it must end, what it started ends with it.
 *
 * An exit code is an answer, not an error. Rejects when the program cannot be started, or when `signal` is aborted.
 */
export async function runChild(request: ChildRequest): Promise<ChildResult> {
  const { signal, timeoutMs = LONGEST_TIMER_MS, onOutput } = request;
  signal?.throwIfAborted();
  const child = start(request);
  let timedOut = false;
  const end = (): void => endGroup(child.pid);
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  signal?.addEventListener("abort", end);
  // Something that it left running would hold its output open for ever.
  if (onOutput) child.once("exit", end);
  try {
    const [exitCode, stdout, stderr] = await Promise.all([
      endOf(child),
      collect(child.stdout, onOutput),
      collect(child.stderr, onOutput),
    ]);
    signal?.throwIfAborted();
    return { exitCode: timedOut ? null : exitCode, stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

// Node's own `spawn`: a library around it costs every start of the command more than all that is used of it here.
function start({ command, args, cwd, env, stdin }: ChildRequest): ChildProcessWithoutNullStreams {
  const child = spawn(command, args, { cwd, env, detached: true, shell: false, windowsHide: true });
  // A program that does not read to the end has its reasons; its exit code tells them.
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin);
  return child;
}

/** The exit code, null after a signal. Rejects with what the system said when the program did not start. */
function endOf(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode));
  });
}

async function collect(stream: Readable, onOutput: ChildRequest["onOutput"]): Promise<string> {
  let text = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream as AsyncIterable<string>) {
    if (onOutput) onOutput(chunk);
    else text += chunk;
  }
  return text;
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined || !signalGroup(pid, "SIGTERM")) return;
  setTimeout(() => signalGroup(pid, "SIGKILL"), GRACE_MS).unref();
}

/** Answers whether anything of the group was still there. */
function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
    return false;
  }
}
