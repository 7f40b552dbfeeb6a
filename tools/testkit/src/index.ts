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
export { bytesIn } from "./workspace/bytes-in.ts";
export { git } from "./workspace/git.ts";
export { snapshotOf, type WorkspaceSnapshot } from "./workspace/snapshot.ts";
export { isolatedEnv } from "./clients/isolated-env.ts";
export { pathWithYarn } from "./clients/path-with-yarn.ts";
export { pnpmBinary } from "./clients/pnpm-binary.ts";
export { generateSpec, generateWorkspace, type GenerateOptions } from "./workspace/generate-workspace.ts";
export { randomFrom, type Random } from "./workspace/random.ts";
export type { Shape } from "./workspace/shapes.ts";
export {
  CONVOY_BIN,
  runConvoy,
  type ConvoyOptions,
  type ConvoyRun,
  type OutputLine,
} from "./convoy/run-convoy.ts";
export {
  CLIENTS,
  installWith,
  npmrc,
  type Client,
  type Installed,
  type InstallOptions,
} from "./clients/install-with.ts";
export { loadInstalled } from "./clients/load-installed.ts";
export type { EmulatorRequest, Fault } from "./emulator/requests.ts";
export { visibilityViolations, type VisibilityOptions } from "./emulator/visibility.ts";
export { unusedRights, type Policy } from "./emulator/rights.ts";
export { startEmulatorRig, type StartOptions } from "./emulator/start-emulator-rig.ts";
export { spawnEmulator, type SpawnedEmulator, type SpawnOptions } from "./emulator/spawn-emulator.ts";
export {
  EmulatorRig,
  rigAt,
  type RigOptions,
  type RigTarget,
  type ReachableEmulator,
} from "./emulator/rig.ts";
export type { Packument, PackumentVersion } from "./emulator/packument.ts";
export type { RepositorySnapshot, StoredPackage, StoredVersion } from "./emulator/repository-snapshot.ts";
export { BareRepository } from "./code-host/bare-repository.ts";
export type { Around, FakeCodeHost } from "./code-host/start-code-host.ts";
export { startGithub, type GithubOptions } from "./code-host/start-github.ts";
export { startGitlab } from "./code-host/start-gitlab.ts";
