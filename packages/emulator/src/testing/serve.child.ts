import { startEmulator } from "../server/listener.ts";

/** A process of its own, for tests that kill it: serves the folder in the first argument and prints its URL. */
const emulator = await startEmulator({ data: process.argv[2] ?? "" });
process.stdout.write(`${emulator.url}\n`);
