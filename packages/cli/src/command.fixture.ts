import { Writable } from "node:stream";
import type { Host } from "./host.ts";
import { runConvoy } from "./program.ts";

/** What a command line came to. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Each line of standard output as JSON, for runs with `--json`. */
  readonly json: () => readonly unknown[];
}

/** Runs a command line in `cwd`, in this process, with a host that has nothing of the user's. */
export async function convoy(cwd: string, args: readonly string[], more: Partial<Host> = {}): Promise<Ran> {
  const stdout = new Kept();
  const stderr = new Kept();
  const host: Host = {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, GIT_CONFIG_GLOBAL: "/dev/null" },
    stdout,
    stderr,
    pid: 4711,
    hostname: "build-7",
    isAlive: () => false,
    onInterrupt: () => () => undefined,
    ...more,
  };
  const exitCode = await runConvoy(args, host, "1.2.3");
  return {
    exitCode,
    stdout: stdout.text,
    stderr: stderr.text,
    json: () =>
      stdout.text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as unknown),
  };
}

class Kept extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
