import { startEmulator } from "@convoy/emulator";
import { DONE } from "../exit-codes.ts";
import type { Host } from "../host.ts";

export interface EmulatorVerbOptions {
  readonly port: number;
  readonly latency: number;
  readonly tokenSeconds?: number;
}

/** Runs CodeArtifact on this machine until it is told to stop. */
export async function emulator(
  host: Host,
  { port, latency, tokenSeconds }: EmulatorVerbOptions,
): Promise<number> {
  const running = await startEmulator({
    port,
    latencyMs: latency,
    ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
  });
  host.stdout.write(`CodeArtifact emulator on ${running.url}\n`);
  await new Promise<void>((resolve) => {
    const stop = host.onInterrupt(() => {
      stop();
      resolve();
    });
  });
  await running.close();
  return DONE;
}
