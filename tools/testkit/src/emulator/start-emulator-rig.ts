import { rigAt, type EmulatorRig, type RigOptions } from "./rig.ts";

/** Starts the emulator in this process, on a free port. Loaded when asked for: most tests do not need it. */
export async function startEmulatorRig(options: RigOptions = {}): Promise<EmulatorRig> {
  const { startEmulator } = (await import("@convoy/emulator")) as unknown as EmulatorModule;
  const server = await startEmulator({ port: 0 });
  return rigAt(server.url, () => server.close(), options);
}

interface EmulatorModule {
  startEmulator(options: {
    readonly port: number;
  }): Promise<{ readonly url: string; close(): Promise<void> }>;
}
