import type { ServerOptions } from "@convoy/emulator";
import { rigAt, type EmulatorRig, type RigOptions } from "./rig.ts";

export interface StartOptions extends RigOptions {
  /** Latency, life of tokens, clock, answers to what nobody documents. */
  readonly emulator?: ServerOptions;
}

/** Starts the emulator in this process, on a free port. */
export async function startEmulatorRig(options: StartOptions = {}): Promise<EmulatorRig> {
  // Loaded when asked for: most tests that use the testkit need no emulator.
  const { startEmulator } = await import("@convoy/emulator");
  return rigAt(await startEmulator(options.emulator), options);
}
