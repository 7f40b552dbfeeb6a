export { childEnvironment, type Environment } from "./children/environment.ts";
export { pinnedPnpm, type PinnedPnpm } from "./pnpm.ts";
