import { resolve } from "node:path";
import { ReleaseError } from "@convoy/core";
import { EmulatorError, readSeed, startEmulator, type RunningEmulator } from "@convoy/emulator";
import { print, type CommonOptions } from "../answer.ts";
import { DONE } from "../exit-codes.ts";
import type { Host } from "../host.ts";

export interface EmulatorVerbOptions extends CommonOptions {
  readonly port: number;
  readonly latency: number;
  readonly quotas: "aws" | "off";
  readonly tokenSeconds?: number;
  readonly data?: string;
  readonly seed?: string;
  readonly deny?: readonly string[];
}

/** Runs CodeArtifact on this machine until it is told to stop. */
export async function emulator(host: Host, options: EmulatorVerbOptions): Promise<number> {
  const running = await start(host, options).catch((thrown: unknown) => {
    throw explained(thrown, options.port);
  });
  const { url } = running;
  print(host, options, { document: { format: 1, url }, text: `CodeArtifact emulator on ${url}` });
  await new Promise<void>((stopped) => {
    const stop = host.onInterrupt(() => {
      stop();
      stopped();
    });
  });
  await running.close();
  return DONE;
}

async function start(host: Host, options: EmulatorVerbOptions): Promise<RunningEmulator> {
  const cwd = resolve(host.cwd, options.cwd);
  const { port, latency: latencyMs, quotas, tokenSeconds, data, seed, deny } = options;
  return startEmulator({
    port,
    latencyMs,
    quotas,
    ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
    ...(data === undefined ? {} : { data: resolve(cwd, data) }),
    ...(seed === undefined ? {} : { seed: readSeed(resolve(cwd, seed)) }),
    ...(deny === undefined ? {} : { deny }),
  });
}

/** The emulator stands alone, with errors of its own; here they become those of the command. */
function explained(thrown: unknown, port: number): unknown {
  if (thrown instanceof EmulatorError) {
    const { code, message, hint } = thrown;
    return new ReleaseError(code, message, { cause: thrown, ...(hint === undefined ? {} : { hint }) });
  }
  if (thrown instanceof Error && "code" in thrown && thrown.code === "EADDRINUSE") {
    return new ReleaseError("PORT_IN_USE", `something else listens on port ${port}`, {
      hint: "Take another port, or a free one with `--port 0`.",
    });
  }
  return thrown;
}
