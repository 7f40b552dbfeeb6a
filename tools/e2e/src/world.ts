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
const STAGE = "npm-staging";

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
  /** The versions by package. Its dist-tags and empty records are nothing that anybody resolves. */
  readonly stage: Readonly<Record<string, RepositorySnapshot[string]["versions"]>>;
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
      return { channel, stage: versionsIn(stage), repository };
    },
  };
}

function versionsIn(repository: RepositorySnapshot): Everything["stage"] {
  const packages = Object.entries(repository).map(([name, { versions }]) => [name, versions] as const);
  return Object.fromEntries(packages.filter(([, versions]) => Object.keys(versions).length > 0));
}
