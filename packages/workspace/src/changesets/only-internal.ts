import { posix, relative, sep } from "node:path";
import type { Package, PackageJSON, Packages } from "@changesets/types";
import { DEPENDENCY_KINDS } from "../packages/manifest.ts";

/**
 * The same packages without what never changes a plan and still trips the library: dependencies on the outside, of
 * which one called `constructor` would be taken for a package, and ranges that nothing can satisfy because the
 * package they are for has no version.
 */
export function onlyInternal(packages: Packages): Packages {
  const known = new Map(packages.packages.map((one) => [one.packageJson.name, one]));
  const counts = (name: string, range: string): boolean => {
    const one = known.get(name);
    return (
      one !== undefined &&
      (Boolean(one.packageJson.version) || isBare(range, folderOf(one, packages.rootDir)))
    );
  };
  const strip = (one: Package): Package => ({ dir: one.dir, packageJson: stripped(one.packageJson, counts) });
  const { rootPackage } = packages;
  return {
    ...packages,
    packages: packages.packages.map(strip),
    ...(rootPackage === undefined ? {} : { rootPackage: strip(rootPackage) }),
  };
}

function stripped(manifest: PackageJSON, counts: (name: string, range: string) => boolean): PackageJSON {
  const kinds = DEPENDENCY_KINDS.map((kind) => {
    const internal = Object.entries(manifest[kind] ?? {}).filter(([name, range]) => counts(name, range));
    return [kind, Object.fromEntries(internal)] as const;
  });
  return { ...manifest, ...Object.fromEntries(kinds) };
}

/** `workspace:` with no range of its own, or with the folder of the package. */
function isBare(range: string, folder: string): boolean {
  const wanted = /^workspace:(.*)$/.exec(range)?.[1];
  return wanted !== undefined && (["*", "^", "~"].includes(wanted) || posix.normalize(wanted) === folder);
}

function folderOf({ dir }: Package, root: string): string {
  return relative(root, dir).split(sep).join("/");
}
