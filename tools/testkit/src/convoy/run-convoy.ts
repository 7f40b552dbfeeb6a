import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { isolatedEnv } from "../clients/isolated-env.ts";
import { tempFolder } from "../temp-folders.ts";

/** A line of `--json` output: an event of a release, or the one document of a verb that answers. */
export interface OutputLine {
  readonly kind?: string;
  readonly [field: string]: unknown;
}

export interface ConvoyRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The JSON lines of stdout, in order; empty when stdout is no JSON. */
  readonly events: readonly OutputLine[];
  /** The last of them. */
  readonly last: OutputLine | undefined;
}

export interface ConvoyOptions {
  readonly cwd: string;
  /** On top of an environment that holds nothing of the user. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a new, empty one. */
  readonly home?: string;
  readonly input?: string;
  /** Another file than the built one of this repository: an installed Convoy. */
  readonly bin?: string;
  /** Ends the run when this event has been printed (needs `--json`). */
  readonly signalAfter?: {
    readonly when: (event: OutputLine) => boolean;
    readonly signal: NodeJS.Signals;
  };
  /** Milliseconds until a hanging run is killed. Default 120 000. */
  readonly timeout?: number;
}

/** The command as it was built: where a test that runs it must have been preceded by `tsc -b`. */
export const CONVOY_BIN: string = fileURLToPath(
  new URL("../../../../packages/cli/bin/convoy.js", import.meta.url),
);

/** Runs `convoy` as a user does. Never throws for its exit code. */
export async function runConvoy(args: readonly string[], options: ConvoyOptions): Promise<ConvoyRun> {
  const home = options.home ?? (await tempFolder("home"));
  const child = execa(process.execPath, [options.bin ?? CONVOY_BIN, ...args], {
    cwd: options.cwd,
    env: { ...isolatedEnv(home), ...options.env },
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    timeout: options.timeout ?? 120_000,
    killSignal: "SIGKILL",
    ...(options.input === undefined ? { stdin: "ignore" } : { input: options.input }),
  });
  const { signalAfter } = options;
  if (signalAfter) void signalWhen(child, signalAfter);
  const { exitCode, signal, stdout, stderr } = await child;
  const events = parseLines(stdout);
  return {
    exitCode: exitCode ?? null,
    signal: signal ?? null,
    stdout,
    stderr,
    events,
    last: events.at(-1),
  };
}

interface Signallable extends AsyncIterable<unknown> {
  kill(signal: NodeJS.Signals): boolean;
}

async function signalWhen(
  child: Signallable,
  after: NonNullable<ConvoyOptions["signalAfter"]>,
): Promise<void> {
  let sent = false;
  for await (const line of child) {
    const [event] = parseLines(String(line));
    if (!sent && event !== undefined && after.when(event)) sent = child.kill(after.signal);
  }
}

/** A document over several lines counts as one; anything but JSON as nothing. */
function parseLines(stdout: string): OutputLine[] {
  const whole = parse(stdout);
  if (whole !== undefined) return [whole];
  return stdout
    .split("\n")
    .map(parse)
    .filter((line) => line !== undefined);
}

function parse(text: string): OutputLine | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as OutputLine;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
