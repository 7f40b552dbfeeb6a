export { cleanUp, onCleanUp, tempFolder, useTempFolders } from "./temp-folders.ts";
export { gate, quiet, type Gate } from "./time/gate.ts";
export { fakeClock, type FakeClock } from "./time/fake-clock.ts";
export { packagesOf, type GraphOptions } from "./workspace/packages-of.ts";
export {
  dirOf,
  graphOf,
  type Bump,
  type ChangesetSpec,
  type PackageSpec,
  type WorkspaceSpec,
} from "./workspace/spec.ts";
export {
  buildWorkspace,
  commitAll,
  push,
  writeFiles,
  type BuiltWorkspace,
} from "./workspace/build-workspace.ts";
export { addChangeset, cloneOf, readManifest, touchPackage } from "./workspace/changes.ts";
export { git } from "./workspace/git.ts";
export { snapshotOf, type WorkspaceSnapshot } from "./workspace/snapshot.ts";
export { isolatedEnv } from "./clients/isolated-env.ts";
export { pnpmBinary } from "./clients/pnpm-binary.ts";
