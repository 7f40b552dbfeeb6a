export {
  ASSUMPTION_ANSWERS,
  DEFAULT_ASSUMPTIONS,
  parseAssumptions,
  type Assumptions,
} from "./assumptions.ts";
export { systemClock, type Clock } from "./clock.ts";
export { createEmulator, type Emulator } from "./emulator.ts";
export { EmulatorError } from "./errors.ts";
export type { Answer, Call, Delivery } from "./exchange.ts";
export type { ExternalSource } from "./externals/source.ts";
export type { VersionEvent } from "./events/event-log.ts";
export type { LoggedRequest } from "./inspection/request-log.ts";
export type { EmulatorOptions } from "./options.ts";
export { readSeed } from "./seed/read-seed.ts";
export type { Seed, SeedDomain, SeedPackage, SeedRepository, SeedVersion } from "./seed/seed.ts";
export { startEmulator, type RunningEmulator, type ServerOptions } from "./server/listener.ts";
export { ConnectionAborted } from "./server/web.ts";
