import type { Workspace } from "@convoy/core";
import validate from "validate-npm-package-name";

/** The publishable packages whose names npm would refuse, each with the reason. */
export function refusedNames(workspace: Workspace): ReadonlyMap<string, string> {
  return new Map(
    workspace.packages.flatMap(({ name, private: unpublishable }) => {
      const { validForNewPackages, errors = [], warnings = [] } = validate(name);
      return unpublishable || validForNewPackages
        ? []
        : [[name, [...errors, ...warnings].join(", ")] as const];
    }),
  );
}
