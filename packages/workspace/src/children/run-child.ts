import { finished } from "node:stream/promises";
import { execa } from "execa";
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
  const { signal, timeoutMs = LONGEST_TIMER_MS } = request;
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
  if (request.onOutput) child.nodeChildProcess.once("exit", end);
  try {
    const [result] = await Promise.all([child, request.onOutput && finished(child.all, { cleanup: true })]);
    signal?.throwIfAborted();
    const { exitCode, stdout = "", stderr = "" } = result;
    if (exitCode === undefined && result.signal === undefined && !timedOut) throw notStarted(result);
    return { exitCode: timedOut ? null : (exitCode ?? null), stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

function start({ command, args, cwd, env, stdin, onOutput }: ChildRequest) {
  const child = execa(command, args, {
    cwd,
    env,
    extendEnv: false,
    detached: true,
    reject: false,
    stripFinalNewline: false,
    all: true,
    buffer: onOutput === undefined,
    maxBuffer: 1e9,
    ...(stdin === undefined ? { stdin: "ignore" as const } : { input: stdin }),
  });
  if (onOutput) child.all.setEncoding("utf8").on("data", onOutput);
  return child;
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

/** What the system said when the program could not be started, such as `ENOENT`. */
function notStarted(result: { readonly cause?: unknown; readonly shortMessage?: string | undefined }): Error {
  if (errorCode(result.cause) !== undefined) return result.cause as Error;
  return new Error(result.shortMessage ?? "a program could not be started", { cause: result.cause });
}
