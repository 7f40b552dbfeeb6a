import type { ServerOptions } from "@convoy/emulator";
import { rigAt, type EmulatorRig, type RigOptions } from "./rig.ts";

export interface StartOptions extends RigOptions {
  /** Latency, life of tokens, clock, answers to what nobody documents. */
  readonly emulator?: ServerOptions;
}

/**
 * Starts the emulator in this process, on a free port. `CONVOY_ASSUME` in the environment, `NAME=ANSWER` with commas
 * between, has every emulator of a test run answer so where nobody documents the service.
 */
export async function startEmulatorRig(options: StartOptions = {}): Promise<EmulatorRig> {
  // Loaded when asked for: most tests that use the testkit need no emulator.
  const { parseAssumptions, startEmulator } = await import("@convoy/emulator");
  const assumed = process.env["CONVOY_ASSUME"]?.split(",").filter((text) => text !== "") ?? [];
  const assumptions = { ...parseAssumptions(assumed), ...options.emulator?.assumptions };
  return rigAt(await startEmulator({ ...options.emulator, assumptions }), options);
}
