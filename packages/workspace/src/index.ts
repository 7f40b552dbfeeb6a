export { childEnvironment, type Environment } from "./children/environment.ts";
export { isAlive, startOf } from "./children/is-alive.ts";
export { pinnedPnpm, type PinnedPnpm } from "./pnpm.ts";
export { findWorkspaceRoot } from "./packages/find-root.ts";
export { readWorkspace, type WorkspaceReading } from "./packages/read-workspace.ts";
export { refusedNames } from "./packages/refused-names.ts";
export { distTagRules, releasedWorkspace, type Changes, type SnapshotRequest } from "./changesets/changes.ts";
export { laneMembership } from "./changesets/lanes/lane-membership.ts";
export type { VersionRules } from "./changesets/version-rules.ts";
export { catalogsAfter } from "./changesets/moved-catalogs.ts";
export { newChangeset, type NewChangesetFile } from "./changesets/new-changeset.ts";
export { bumpedSince } from "./packages/bumped-since.ts";
export { missingChangesets } from "./changesets/missing-changesets.ts";
export { readChanges, type ReadChangesOptions } from "./changesets/read-changes.ts";
export { defaultBranch } from "./git/default-branch.ts";
export { openGit, type OpenGitOptions, type WorkspaceGit } from "./git/open-git.ts";
export type { MadeByOthers } from "./git/made-by-others.ts";
export type { GitOptions } from "./git/clone.ts";
export type { PreparedRefs, PrepareRequest, StartedFrom } from "./git/refs.ts";
export { openTree, type FileChange, type FileTree } from "./tree/open-tree.ts";
export { applyVersionsInChild, type VersionOptions } from "./versions/apply-in-child.ts";
export { applyVersions, type VersionResult } from "./versions/apply-versions.ts";
export { CI_KINDS, type CiKind, type InitAnswers } from "./setting-up/answers.ts";
export { isInstalled } from "./setting-up/is-installed.ts";
export { initialFiles, type FilesBefore, type InitRequest } from "./setting-up/initial-files.ts";
export {
  foreignLockFile,
  updateLockFile,
  type LockFileOptions,
  type LockFileOutcome,
} from "./versions/lock-file.ts";
export { versionApart, type VersionedApart } from "./versions/version-apart.ts";
export type { StoredFile } from "./git/stored-files.ts";
export { pinVersions } from "./versions/pin-versions.ts";
export { pathsThatVersioningTouches } from "./versions/touched-paths.ts";
export { packPackages, type PackRequest } from "./packing/pack-packages.ts";
export { canPackWithNx, PACK_FOLDER, packWithNx, tarballsOfNx } from "./packing/nx-packed.ts";
export { DEFAULT_PACK_LIMITS, type PackLimits } from "./packing/pack-limits.ts";
export {
  cloneForRehearsal,
  type RehearsalClone,
  type RehearsalCloneRequest,
} from "./rehearsing/clone-for-rehearsal.ts";
export { standingOf } from "./rehearsing/standing.ts";
export { copyIgnored } from "./rehearsing/copy-ignored.ts";
export { linkDependencies } from "./rehearsing/link-dependencies.ts";
export { buildPackages, type BuildRequest } from "./building/build-packages.ts";
export type { BuiltPackage } from "./building/build-command.ts";
export type { InstallClient, InstallFrom, LockedVersion } from "./installing/client.ts";
export { installFrom, type InstallPackage, type InstallRequest } from "./installing/install-from.ts";
export { npmrcWith } from "./signing-in/npmrc.ts";
export { pnpmRegistries, yarnRegistries, type ProjectRegistries } from "./signing-in/project-registries.ts";
export type { SignIn } from "./signing-in/sign-in.ts";
export { LOGIN_CLIENTS, usualClient, type LoginClient } from "./signing-in/usual-client.ts";
export { yarnrcWith } from "./signing-in/yarnrc.ts";
