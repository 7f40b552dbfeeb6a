import { spawn } from "node:child_process";
import type { ReleaseReport } from "@convoy/core";
import { lastDocument } from "./last-document.ts";

export interface ConvoyRun {
  /** The report that ends the output; undefined when the command was killed. */
  readonly report: ReleaseReport | undefined;
  /** `128 + n` where a signal ended it. */
  readonly exitCode: number;
}

export interface ConvoyCall {
  readonly bin: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Receives how to send a signal, once the command runs. */
  readonly onStart?: (signal: (name: NodeJS.Signals) => void) => void;
}

/**
 * Runs `convoy VERB --json` as a process of its own: it alone holds a credential, and nothing of Nx, or of a plugin,
 * is loaded there. It is in a group of its own, so it takes its release back also when Nx has been killed meanwhile.
 * What it tells people goes where Nx shows it.
 */
export async function runConvoy({ bin, args, cwd, env, onStart }: ConvoyCall): Promise<ConvoyRun> {
  const child = spawn(process.execPath, [bin, ...args, "--json"], {
    cwd,
    env: coloursOf(env),
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onStart?.((name) => void child.kill(name));
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  const exitCode = await new Promise<number>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done(code ?? 128));
  });
  return { report: lastReport(stdout), exitCode };
}

/** The event `release-ended` that stands last in the output. */
function lastReport(stdout: string): ReleaseReport | undefined {
  const event = lastDocument(stdout) as (ReleaseReport & { readonly kind: string }) | undefined;
  return event?.kind === "release-ended" ? event : undefined;
}

/** Nx asks for colours, whatever the user wants. */
function coloursOf(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const { FORCE_COLOR: _, ...rest } = env;
  return rest["NO_COLOR"] === undefined ? env : rest;
}
