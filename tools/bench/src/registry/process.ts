import type { RegistrySettings } from "./request-log.ts";
import { serveRegistry } from "./serve.ts";

// The registry has a process of its own, so that its CPU time and its event loop are not the harness's.
const registry = await serveRegistry(JSON.parse(process.argv[2] ?? "{}") as RegistrySettings);
process.on("message", () => process.send?.({ log: registry.log }));
process.on("disconnect", () => void registry.close());
process.send?.({ port: registry.port });
