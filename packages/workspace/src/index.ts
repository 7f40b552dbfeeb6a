export { childEnvironment, type Environment } from "./children/environment.ts";
export { pinnedPnpm, type PinnedPnpm } from "./pnpm.ts";
export { findWorkspaceRoot } from "./packages/find-root.ts";
export { readWorkspace, type WorkspaceReading } from "./packages/read-workspace.ts";
export { refusedNames } from "./packages/refused-names.ts";
