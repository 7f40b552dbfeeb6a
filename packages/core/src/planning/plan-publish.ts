import semver from "semver";
import type { Bump, ReleasePlan } from "../model/plan.ts";
import type { PackageView } from "../model/registry.ts";
import type { DistTagOf } from "./dist-tag.ts";
import { inTurns } from "./in-turns.ts";
import { orderedPlan, type Draft, type PlanHead } from "./ordered-plan.ts";

export interface PublishInput extends PlanHead {
  /** The publishable packages as the channel shows them. One that is missing here counts as never published. */
  readonly channel: ReadonlyMap<string, PackageView>;
  readonly distTag: DistTagOf;
  /** Only these packages, each in its turn. Without it: all of them, in one. */
  readonly turns?: ReadonlyMap<string, number>;
}

/**
 * The plan of a release without a version step: every publishable package whose manifest states a version that the
 * channel lacks. `from` is what the dist-tag names in the channel, or the manifest's version where it names nothing.
 */
export function planPublish(input: PublishInput): ReleasePlan {
  const drafts = input.workspace.packages.flatMap(
    ({ name, dir, version, private: unpublishable }): Draft[] => {
      const view = input.channel.get(name);
      if (unpublishable || view?.versions.has(version) || input.turns?.has(name) === false) return [];
      const distTag = input.distTag(name, version);
      const from = currentVersion(view, distTag) ?? version;
      return [
        {
          name,
          dir,
          from,
          to: version,
          bump: bumpBetween(from, version),
          because: [{ kind: "unpublished" }],
          distTag,
        },
      ];
    },
  );
  const plan = orderedPlan(input, drafts);
  return input.turns === undefined ? plan : { ...plan, releases: inTurns(plan.releases, input.turns) };
}

function currentVersion(view: PackageView | undefined, distTag: string): string | undefined {
  return view && Object.hasOwn(view.distTags, distTag) ? view.distTags[distTag] : undefined;
}

function bumpBetween(from: string, to: string): Bump {
  if (semver.valid(from) === null || semver.valid(to) === null) return "none";
  switch (semver.diff(from, to)) {
    case "major":
    case "premajor":
      return "major";
    case "minor":
    case "preminor":
      return "minor";
    case null:
      return "none";
    default:
      return "patch";
  }
}
