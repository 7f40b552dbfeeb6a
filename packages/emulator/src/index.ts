export { DEFAULT_ASSUMPTIONS, type Assumptions } from "./assumptions.ts";
export { systemClock, type Clock } from "./clock.ts";
export { createEmulator, type Emulator } from "./emulator.ts";
export { EmulatorError } from "./errors.ts";
export type { Answer, Call, Delivery } from "./exchange.ts";
export type { LoggedRequest } from "./inspection/request-log.ts";
export type { EmulatorOptions } from "./options.ts";
export { startEmulator, type RunningEmulator, type ServerOptions } from "./server/listener.ts";
export { ConnectionAborted } from "./server/web.ts";
