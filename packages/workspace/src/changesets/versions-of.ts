import type { Packages } from "@changesets/types";

/** Package to the version of its manifest. */
export function versionsOf({ packages }: Packages): ReadonlyMap<string, string> {
  return new Map(packages.map(({ packageJson: { name, version } }) => [name, version]));
}
