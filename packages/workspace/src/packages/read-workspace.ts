import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Packages } from "@changesets/types";
import {
  ReleaseError,
  type Catalogs,
  type ErrorDocument,
  type Workspace,
  type WorkspacePackage,
} from "@convoy/core";
import { packageFolders } from "./package-folders.ts";
import { bundledDependencies, internalDependencies } from "./internal-dependencies.ts";
import { readLayout, type Layout } from "./layout.ts";
import { manifestProblems, type Manifest } from "./manifest.ts";
import { parseJson } from "./parse.ts";

/** The workspace, and what else the same single reading of its files has found. */
export interface WorkspaceReading extends Workspace {
  /** The manifests, in the shape that the libraries of changesets take. */
  readonly manifests: Packages;
  readonly catalogs: Catalogs;
  /** `publishConfig.tag` by package, where one is stated. */
  readonly configuredTags: ReadonlyMap<string, string>;
  /** `bundledDependencies` by package, where there are any. */
  readonly bundled: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Found {
  readonly dir: string;
  readonly manifest: Manifest;
}

/**
 * Reads the workspace at `root`: each file once, nothing but manifests and the settings at the root. A private package
 * without a version is at 0.0.0. Packages come by folder.
 *
 * Throws `NO_WORKSPACE`, `WORKSPACE_INVALID`, `MANIFEST_INVALID`, `MANIFEST_NAME_MISSING`, `MANIFEST_VERSION_MISSING`,
 * `PACKAGE_NAME_CLASH`; of several problems the first gives the code, and the message has them all.
 */
export async function readWorkspace(root: string): Promise<WorkspaceReading> {
  const layout = readLayout(root);
  const folders = await packageFolders(root, layout.patterns);
  const found = readManifests(root, folders);
  const names = new Set(found.map(({ manifest }) => manifest.name));
  return {
    root: resolve(root),
    packages: found.map((one) => packageOf(one, names)),
    manifests: forChangesets(resolve(root), layout, found),
    catalogs: layout.catalogs,
    configuredTags: new Map(found.flatMap(({ manifest }) => configuredTag(manifest))),
    bundled: new Map(found.flatMap(({ manifest }) => bundledOf(manifest))),
  };
}

function readManifests(root: string, folders: readonly string[]): readonly Found[] {
  const problems: ErrorDocument[] = [];
  const found: Found[] = [];
  const dirs = new Map<string, string>();
  for (const dir of folders) {
    // One after the other and without a promise each: thousands of small files are read sooner so.
    const json = parseJson(readFileSync(join(root, dir, "package.json"), "utf8"), `${dir}/package.json`);
    const wrong = manifestProblems(json, dir);
    problems.push(...wrong);
    if (wrong.length > 0) continue;
    const manifest = json as Manifest;
    const other = dirs.get(manifest.name);
    if (other !== undefined) problems.push(nameClash(manifest.name, other, dir));
    dirs.set(manifest.name, dir);
    found.push({ dir, manifest });
  }
  throwAll(problems);
  return found;
}

function nameClash(name: string, one: string, other: string): ErrorDocument {
  const message = `${one} and ${other} both have the name ${name}`;
  return {
    code: "PACKAGE_NAME_CLASH",
    message,
    hint: "Rename one of them: a name is one package of the registry.",
  };
}

function throwAll(problems: readonly ErrorDocument[]): void {
  const [first] = problems;
  if (first === undefined) return;
  throw ReleaseError.from({ ...first, message: problems.map(({ message }) => message).join("\n") });
}

function packageOf({ dir, manifest }: Found, names: ReadonlySet<string>): WorkspacePackage {
  const { name, version } = manifest as Partial<Manifest> & Pick<Manifest, "name">;
  const dependencies = internalDependencies(manifest, names);
  return { name, dir, version: version ?? "0.0.0", private: Boolean(manifest.private), dependencies };
}

function forChangesets(root: string, { tool, rootManifest }: Layout, found: readonly Found[]): Packages {
  const packages = found.map(({ dir, manifest }) => ({ dir: resolve(root, dir), packageJson: manifest }));
  const rootJson = rootManifest ?? { name: "", version: "0.0.0", private: true };
  const rootPackage = { dir: root, packageJson: rootJson as Manifest };
  return { rootDir: root, rootPackage, packages, tool: { type: tool } };
}

function configuredTag({ name, publishConfig }: Manifest): readonly (readonly [string, string])[] {
  const tag = (publishConfig as Readonly<Record<string, unknown>> | undefined)?.["tag"];
  return typeof tag === "string" ? [[name, tag]] : [];
}

function bundledOf(manifest: Manifest): readonly (readonly [string, ReadonlySet<string>])[] {
  const bundled = bundledDependencies(manifest);
  return bundled.size === 0 ? [] : [[manifest.name, bundled]];
}
