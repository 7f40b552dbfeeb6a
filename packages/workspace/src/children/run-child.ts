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
  /** Receives both outputs as they come. They are then not kept in the result. */
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

/**
 * Runs a program, without a shell, in a process group of its own: a Ctrl-C in the terminal does not reach it in the
 * middle of an effect, and when it must end, what it started ends with it.
 *
 * An exit code is an answer, not an error. Rejects when the program cannot be started, or when `signal` is aborted.
 */
export async function runChild(request: ChildRequest): Promise<ChildResult> {
  request.signal?.throwIfAborted();
  const { onOutput } = request;
  const child = execa(request.command, request.args, {
    cwd: request.cwd,
    env: request.env,
    extendEnv: false,
    detached: true,
    reject: false,
    stripFinalNewline: false,
    all: true,
    buffer: onOutput === undefined,
    maxBuffer: 1e9,
    ...(request.stdin === undefined ? { stdin: "ignore" } : { input: request.stdin }),
  });
  if (onOutput) child.all.setEncoding("utf8").on("data", onOutput);
  let timedOut = false;
  const end = (): void => endGroup(child.pid);
  const timer = setTimeout(
    () => {
      timedOut = true;
      end();
    },
    request.timeoutMs ?? 2 ** 31 - 1,
  );
  request.signal?.addEventListener("abort", end);
  try {
    const result = await child;
    request.signal?.throwIfAborted();
    if (result.failed && result.exitCode === undefined && result.signal === undefined && !timedOut)
      throw notStarted(result);
    const { exitCode = null, stdout = "", stderr = "" } = result;
    return { exitCode: timedOut ? null : exitCode, stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", end);
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  signalGroup(pid, "SIGTERM");
  setTimeout(() => signalGroup(pid, "SIGKILL"), GRACE_MS).unref();
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/** What the system said when the program could not be started, such as `ENOENT`. */
function notStarted(result: { readonly cause?: unknown; readonly shortMessage?: string }): Error {
  if (errorCode(result.cause) !== undefined) return result.cause as Error;
  return new Error(result.shortMessage ?? "a program could not be started", { cause: result.cause });
}
