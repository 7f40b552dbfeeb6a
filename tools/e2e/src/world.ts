import {
  buildWorkspace,
  commitAll,
  push,
  runConvoy,
  snapshotOf,
  startEmulatorRig,
  writeFiles,
  type BuiltWorkspace,
  type ConvoyOptions,
  type ConvoyRun,
  type EmulatorRig,
  type RepositorySnapshot,
  type WorkspaceSnapshot,
  type WorkspaceSpec,
} from "@convoy/testkit";

export type Strategy = "staged" | "direct";

export const CHANNEL = "npm-releases";
export const STAGE = "npm-staging";

/** A workspace with a convoy.json, and the CodeArtifact that it releases to. */
export interface World {
  readonly workspace: BuiltWorkspace;
  readonly rig: EmulatorRig;
  convoy(args: readonly string[], options?: Partial<ConvoyOptions>): Promise<ConvoyRun>;
  /** All that a release could leave behind, comparable. */
  everything(): Promise<Everything>;
}

export interface Everything {
  readonly channel: RepositorySnapshot;
  readonly stage: RepositorySnapshot;
  readonly repository: WorkspaceSnapshot;
}

export async function worldOf(
  spec: WorkspaceSpec,
  options: { readonly strategy?: Strategy; readonly config?: object } = {},
): Promise<World> {
  const direct = options.strategy === "direct";
  const [workspace, rig] = await Promise.all([
    buildWorkspace({ install: "lock-file", ...spec }),
    startEmulatorRig(direct ? { staging: null } : {}),
  ]);
  await writeFiles(workspace.root, {
    "convoy.json": JSON.stringify({ ...rig.config, ...options.config }, null, 2),
  });
  await commitAll(workspace, "chore: convoy.json");
  await push(workspace);
  return {
    workspace,
    rig,
    convoy: (args, more = {}) =>
      runConvoy(args, { cwd: workspace.root, ...more, env: { ...rig.env, CI: "true", ...more.env } }),
    async everything() {
      const [channel, stage, repository] = await Promise.all([
        rig.snapshotOf(CHANNEL),
        direct ? {} : rig.snapshotOf(STAGE),
        snapshotOf(workspace),
      ]);
      return { channel, stage: withVersions(stage), repository };
    },
  };
}

/** An empty record of a package in the stage is nothing that anybody can see. */
function withVersions(repository: RepositorySnapshot): RepositorySnapshot {
  return Object.fromEntries(
    Object.entries(repository).filter(([, { versions }]) => Object.keys(versions).length > 0),
  );
}
