import type { PackageJSON } from "@changesets/types";
import type { InternalDependency } from "@convoy/core";
import { DEPENDENCY_KINDS } from "../../packages/manifest.ts";

/** Every dependency of the manifest, as it is written. */
export function dependenciesOf(manifest: PackageJSON): readonly InternalDependency[] {
  return DEPENDENCY_KINDS.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).map(([name, range]) => ({ name, kind, range })),
  );
}
