import type { PackageJSON } from "@changesets/types";
import { isObject, type ErrorDocument } from "@convoy/core";

/** A manifest of the workspace as it was read: everything that npm allows, of which only these are looked at here. */
export type Manifest = PackageJSON & {
  readonly bundledDependencies?: unknown;
  readonly bundleDependencies?: unknown;
  readonly [field: string]: unknown;
};

export const DEPENDENCY_KINDS = [
  "dependencies",
  "optionalDependencies",
  "peerDependencies",
  "devDependencies",
] as const;

/** What is wrong with the manifest in `dir`; nothing when it is a `Manifest`. */
export function manifestProblems(json: unknown, dir: string): readonly ErrorDocument[] {
  const path = dir === "." ? "package.json" : `${dir}/package.json`;
  if (!isObject(json)) return [invalid(path, "must be a JSON object")];
  return [...nameProblems(json, path), ...versionProblems(json, path), ...dependencyProblems(json, path)];
}

function nameProblems({ name }: Readonly<Record<string, unknown>>, path: string): readonly ErrorDocument[] {
  // An object used as a map elsewhere takes this name for its prototype.
  if (typeof name === "string" && name.trim() !== "" && name !== "__proto__") return [];
  const message =
    name === undefined ? `${path}: has no name` : `${path}: ${JSON.stringify(name)} is no package name`;
  const hint = "Give the package a name, or take its folder out of the workspace's globs.";
  return [{ code: "MANIFEST_NAME_MISSING", message, hint }];
}

function versionProblems(json: Readonly<Record<string, unknown>>, path: string): readonly ErrorDocument[] {
  const { version } = json;
  if (version === undefined && Boolean(json["private"])) return [];
  if (typeof version === "string" && version !== "") return [];
  const message = version === undefined ? `${path}: has no version` : `${path}: the version must be a string`;
  const hint = 'Give the package a version such as "0.0.0", or make it private.';
  return [{ code: "MANIFEST_VERSION_MISSING", message, hint }];
}

function dependencyProblems(json: Readonly<Record<string, unknown>>, path: string): readonly ErrorDocument[] {
  return DEPENDENCY_KINDS.flatMap((kind) => {
    const dependencies = json[kind];
    if (dependencies === undefined) return [];
    if (!isObject(dependencies)) return [invalid(path, `\`${kind}\` must be an object of names and ranges`)];
    return Object.entries(dependencies)
      .filter(([, range]) => typeof range !== "string")
      .map(([name]) => invalid(path, `\`${kind}\`: the range of ${name} must be a string`));
  });
}

function invalid(path: string, what: string): ErrorDocument {
  return { code: "MANIFEST_INVALID", message: `${path}: ${what}`, hint: "Mend this file." };
}
