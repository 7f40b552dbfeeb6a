import type { InternalDependency } from "@convoy/core";
import { DEPENDENCY_KINDS, type Manifest } from "./manifest.ts";

/** The dependencies of the manifest on packages that are named in `names`, by kind, as they are written. */
export function internalDependencies(
  manifest: Manifest,
  names: ReadonlySet<string>,
): readonly InternalDependency[] {
  return DEPENDENCY_KINDS.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).flatMap(([key, range]) => {
      const name = aliased(range) ?? key;
      return names.has(name) ? [{ name, kind, range }] : [];
    }),
  );
}

/** Dependencies that the tarball brings along, so that no consumer asks the channel for them. */
export function bundledDependencies(manifest: Manifest): ReadonlySet<string> {
  const bundled = manifest.bundledDependencies ?? manifest.bundleDependencies;
  if (bundled === true) return new Set(Object.keys(manifest.dependencies ?? {}));
  return new Set(Array.isArray(bundled) ? bundled.filter((name) => typeof name === "string") : []);
}

/** The package that an alias stands for: `npm:@acme/codec@^1.0.0` and `workspace:@acme/codec@*` mean @acme/codec. */
function aliased(range: string): string | undefined {
  return /^(?:npm|workspace):(@?[^@]+)@/.exec(range)?.[1];
}
