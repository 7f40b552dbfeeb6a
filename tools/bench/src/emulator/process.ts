import { startEmulator } from "@convoy/emulator";

// The emulator has a process of its own, so that its CPU time and its event loop are not the load's.
const data = process.argv[2];
const emulator = await startEmulator(data === undefined ? {} : { data });
process.on("message", () => process.send?.(cpuSeconds()));
process.on("disconnect", () => void emulator.close());
process.send?.(emulator.url);

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
