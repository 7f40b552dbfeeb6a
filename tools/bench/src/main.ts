import { cleanUp } from "@convoy/testkit";
import type { Bench, Ran, Surroundings } from "./command/bench.ts";
import { emulatorCommand } from "./command/emulator-command.ts";
import { publishCommand } from "./command/publish-command.ts";
import { scaleCommand } from "./command/scale-command.ts";

const BENCHES: ReadonlyMap<string, Bench> = new Map([
  ["publish", publishCommand],
  ["emulator", emulatorCommand],
  ["scale", scaleCommand],
]);

const USAGE = `${[...BENCHES.values()].map(({ usage }) => `usage: main.js ${usage}`).join("\n")}
  --json           the whole result as JSON on stdout
`;

type Prepared = (surroundings: Surroundings) => Promise<Ran>;

/** Null for a command line that makes no sense. */
function prepare([name = "", ...args]: readonly string[]): Prepared | null {
  try {
    return BENCHES.get(name)?.prepare(args) ?? null;
  } catch (error) {
    if (error instanceof TypeError) return null; // an unknown option
    throw error;
  }
}

const stop = new AbortController();
// The handlers stay: a signal that nobody handles any more would end the process before it has cleaned up.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());

const json = process.argv.includes("--json");
const prepared = prepare(process.argv.slice(2).filter((argument) => argument !== "--json"));
if (prepared === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  try {
    const tell = (line: string): void => void process.stderr.write(`${line}\n`);
    const { document, text, failed } = await prepared({ signal: stop.signal, tell });
    process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : text);
    if (failed) process.exitCode = 1;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    await cleanUp();
  }
}
