import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import type { Host } from "./host.ts";
import { runConvoy } from "./program.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const ignore = (): void => undefined;

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}

const host: Host = {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  pid: process.pid,
  hostname: hostname(),
  ...(process.stdin.isTTY && process.stdout.isTTY && !process.env["CI"] ? { ask } : {}),
  onInterrupt(callback) {
    // The one that stays: what a release has ended as is not changed by a Ctrl-C that comes a moment later.
    for (const signal of SIGNALS) process.on(signal, ignore).on(signal, callback);
    return () => {
      for (const signal of SIGNALS) process.off(signal, callback);
    };
  },
};

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
// A reader that has gone, as in `convoy status | head`, is no failure.
for (const stream of [process.stdout, process.stderr]) stream.on("error", ignore);

async function run(): Promise<void> {
  const exitCode = await runConvoy(process.argv.slice(2), host, version);
  // What was printed has arrived, and then nothing that lingers, such as an idle connection, keeps the caller waiting.
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((written) => stream.write("", () => written()));
  process.exit(exitCode);
}

// Not awaited at the top: the command is bundled for `require`, which knows no such thing.
void run();
