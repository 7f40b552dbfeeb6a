import { dirname } from "node:path";
import { ReleaseError, type Workspace } from "@convoy/core";
import type { NxJson } from "../release/nx-types.ts";

export interface CreateNodesContext {
  readonly workspaceRoot: string;
  readonly nxJsonConfiguration: NxJson;
}

interface InferredProject {
  readonly root: string;
  readonly targets: Readonly<Record<string, object>>;
}

type CreateNodesResult = readonly (readonly [
  file: string,
  result: { readonly projects: Readonly<Record<string, InferredProject>> },
])[];

/** A glob, and what is inferred from the files that fit it. */
export type CreateNodes = readonly [
  glob: string,
  infer: (
    files: readonly string[],
    options: unknown,
    context: CreateNodesContext,
  ) => Promise<CreateNodesResult>,
];

/** The targets of every package to publish. Exported under both names that Nx has had for it. */
export const createNodes: CreateNodes = ["**/package.json", inferTargets];

async function inferTargets(
  files: readonly string[],
  _options: unknown,
  { workspaceRoot, nxJsonConfiguration }: CreateNodesContext,
): Promise<CreateNodesResult> {
  // Loaded with the first graph that is made: a command of Nx that has one does not pay for it.
  const { PACK_FOLDER, readWorkspace } = await import("@convoy/workspace");
  const publishable = await publishableFolders(() => readWorkspace(workspaceRoot));
  const targets = targetsFor(nxJsonConfiguration, PACK_FOLDER);
  return files.flatMap((file): CreateNodesResult => {
    const root = dirname(file);
    return publishable.has(root) ? [[file, { projects: { [root]: { root, targets } } }]] : [];
  });
}

/** None where the workspace cannot be read: `convoy` says why, and Nx must work for all else meanwhile. */
async function publishableFolders(read: () => Promise<Workspace>): Promise<ReadonlySet<string>> {
  try {
    const { packages } = await read();
    return new Set(packages.filter((one) => !one.private).map(({ dir }) => dir));
  } catch (error) {
    if (error instanceof ReleaseError) return new Set();
    throw error;
  }
}

function targetsFor({ namedInputs = {} }: NxJson, folder: string): Readonly<Record<string, object>> {
  const sources = Object.hasOwn(namedInputs, "production") ? "production" : "default";
  return {
    "nx-release-publish": { executor: "@convoy/nx:publish", dependsOn: ["^nx-release-publish"], options: {} },
    "convoy-pack": {
      executor: "@convoy/nx:pack",
      cache: true,
      dependsOn: ["build"],
      // What is packed: the package with its manifest, what was built for it, and the versions of what it needs; of the
      // workspace what packing adds to every package, or leaves out of it.
      inputs: [
        sources,
        `^${sources}`,
        { dependentTasksOutputFiles: "**/*" },
        "{projectRoot}/package.json",
        "{workspaceRoot}/package.json",
        "{workspaceRoot}/pnpm-workspace.yaml",
        "{workspaceRoot}/LICEN[CS]E*",
        "{workspaceRoot}/.npmignore",
      ],
      outputs: [`{workspaceRoot}/${folder}/{projectRoot}`],
    },
  };
}
