// Nx loads this file into the process of `nx release version`; `release.version.versionActions` names it. With it,
// @nx/js is not needed.
import { createRequire } from "node:module";
import { posix } from "node:path";
import { editManifest, type ManifestEdit } from "./manifest-text.ts";
import { nextRange } from "./next-range.ts";

/** The part of a tree of Nx that is used here. */
interface Tree {
  read(path: string, encoding: "utf8"): string | null;
  write(path: string, content: string): void;
}

interface Node {
  readonly name: string;
  readonly data: {
    readonly root: string;
    readonly metadata?: { readonly js?: { readonly packageName?: string } };
  };
}

interface Graph {
  readonly nodes: Readonly<Record<string, Node>>;
}

type Manifest = Readonly<Record<string, Readonly<Record<string, string>> | undefined>> & {
  readonly version?: string;
};

/** What Nx's own class gives to the one below. */
interface Base {
  readonly projectGraphNode: Node;
  readonly manifestsToUpdate: readonly { readonly manifestPath: string }[];
}

interface NxReleaseModule {
  readonly VersionActions: new (...args: unknown[]) => Base;
}

// The Nx that runs now: the workspace may have another one than the plugin would find.
const require = createRequire(process.argv[1] ?? import.meta.url);
const VersionActions: new (...args: unknown[]) => Base = (require("nx/release") as NxReleaseModule)
  .VersionActions;

const FIELDS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

/** Writes versions into manifests, and moves a range only where it would leave the new version out. */
export default class ManifestVersionActions extends VersionActions {
  readonly validManifestFilenames: readonly string[] = ["package.json"];
  readonly excludeManifestsFromFormatting: boolean = true;

  async readCurrentVersionFromSourceManifest(
    tree: Tree,
  ): Promise<{ readonly currentVersion: string | undefined; readonly manifestPath: string }> {
    const manifestPath = this.#manifestPath();
    return { currentVersion: readManifest(tree, manifestPath).version, manifestPath };
  }

  /** No registry is asked without a credential, and none is in this process. */
  async readCurrentVersionFromRegistry(): Promise<never> {
    throw new Error(
      '@convoy/nx reads no version from a registry: set "currentVersionResolver" to "disk" or "git-tag" in nx.json.',
    );
  }

  async readCurrentVersionOfDependency(
    tree: Tree,
    { nodes }: Graph,
    dependency: string,
  ): Promise<{ readonly currentVersion: string | null; readonly dependencyCollection: string | null }> {
    const manifest = readManifest(tree, this.#manifestPath());
    const name = packageName(nodes[dependency]);
    const field = FIELDS.find((each) => manifest[each]?.[name] !== undefined);
    if (field === undefined) return { currentVersion: null, dependencyCollection: null };
    return { currentVersion: manifest[field]?.[name] ?? null, dependencyCollection: field };
  }

  async updateProjectVersion(tree: Tree, version: string): Promise<readonly string[]> {
    return this.manifestsToUpdate.map(({ manifestPath }) => {
      edit(tree, manifestPath, [{ field: ["version"], value: version }]);
      return `${manifestPath}: version ${version}`;
    });
  }

  async updateProjectDependencies(
    tree: Tree,
    { nodes }: Graph,
    versions: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> {
    const moved = Object.entries(versions).map(
      ([project, version]) => [packageName(nodes[project]), version] as const,
    );
    return this.manifestsToUpdate.flatMap(({ manifestPath }) => {
      const edits = rangesToMove(readManifest(tree, manifestPath), moved);
      edit(tree, manifestPath, edits);
      return edits.map(({ field, value }) => `${manifestPath}: ${field.join(" ")} ${value}`);
    });
  }

  #manifestPath(): string {
    return posix.join(this.projectGraphNode.data.root, "package.json");
  }
}

/** Nx calls it once, when all manifests are on the disk: the lock file follows them. */
export async function afterAllProjectsVersioned(
  root: string,
  { dryRun }: { readonly dryRun?: boolean },
): Promise<{ readonly changedFiles: readonly string[]; readonly deletedFiles: readonly string[] }> {
  if (dryRun === true) return { changedFiles: [], deletedFiles: [] };
  const { updateLockFile } = await import("@convoy/workspace");
  const outcome = await updateLockFile(root, { environment: process.env });
  return { changedFiles: outcome === "updated" ? ["pnpm-lock.yaml"] : [], deletedFiles: [] };
}

function rangesToMove(
  manifest: Manifest,
  moved: readonly (readonly [name: string, version: string])[],
): readonly ManifestEdit[] {
  return FIELDS.flatMap((field) =>
    moved.flatMap(([name, version]) => {
      const range = manifest[field]?.[name];
      const next = range === undefined ? undefined : nextRange(range, version);
      return next === undefined || next === range ? [] : [{ field: [field, name], value: next } as const];
    }),
  );
}

function edit(tree: Tree, path: string, edits: readonly ManifestEdit[]): void {
  const text = tree.read(path, "utf8") ?? "{}";
  const edited = editManifest(text, edits);
  if (edited !== text) tree.write(path, edited);
}

function readManifest(tree: Tree, path: string): Manifest {
  return JSON.parse(tree.read(path, "utf8") ?? "{}") as Manifest;
}

function packageName(node: Node | undefined): string {
  return node?.data.metadata?.js?.packageName ?? node?.name ?? "";
}
