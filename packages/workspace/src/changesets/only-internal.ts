import type { Package, PackageJSON, Packages } from "@changesets/types";
import { DEPENDENCY_KINDS } from "../packages/manifest.ts";

/**
 * The same packages without their dependencies on the outside, which never change a plan. The library looks each name
 * up in a plain object, where an outside dependency called `constructor` would be taken for a package.
 */
export function onlyInternal(packages: Packages): Packages {
  const names = new Set(packages.packages.map(({ packageJson }) => packageJson.name));
  const strip = (one: Package): Package => ({ dir: one.dir, packageJson: stripped(one.packageJson, names) });
  const { rootPackage } = packages;
  return {
    ...packages,
    packages: packages.packages.map(strip),
    ...(rootPackage === undefined ? {} : { rootPackage: strip(rootPackage) }),
  };
}

function stripped(manifest: PackageJSON, names: ReadonlySet<string>): PackageJSON {
  const kinds = DEPENDENCY_KINDS.map((kind) => {
    const internal = Object.entries(manifest[kind] ?? {}).filter(([name]) => names.has(name));
    return [kind, Object.fromEntries(internal)] as const;
  });
  return { ...manifest, ...Object.fromEntries(kinds) };
}
