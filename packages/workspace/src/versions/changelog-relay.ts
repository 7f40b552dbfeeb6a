import type { ChangelogFunctions } from "@changesets/types";

// changesets loads a changelog module by its name and hands it the options of the configuration. This one is loaded
// when Convoy writes the lines itself: the functions that do so are the options.

type Options = Parameters<ChangelogFunctions["getReleaseLine"]>[2];

function functionsIn(options: Options): ChangelogFunctions {
  return options as ChangelogFunctions;
}

export const getReleaseLine: ChangelogFunctions["getReleaseLine"] = (changeset, type, options) =>
  functionsIn(options).getReleaseLine(changeset, type, null);

export const getDependencyReleaseLine: ChangelogFunctions["getDependencyReleaseLine"] = (
  changesets,
  dependencies,
  options,
) => functionsIn(options).getDependencyReleaseLine(changesets, dependencies, null);
