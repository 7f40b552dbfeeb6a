import type { PlannedRelease, ReleasePlan } from "../model/plan.ts";
import type { PackageView } from "../model/registry.ts";
import { isLower } from "./is-lower.ts";
import type { Problem } from "./rules/rule.ts";

/** The dist-tags of a package as the channel has them now. */
export type DistTagsIn = (name: string) => Readonly<Record<string, string>> | undefined;

/** A dist-tag never goes to a lower version: a consumer of the tag would be moved back. */
export function tagsGoingBack(
  releases: readonly PlannedRelease[],
  distTagsIn: DistTagsIn,
): readonly Problem[] {
  return releases.flatMap(({ name, to, distTag }) => {
    const current = distTagsIn(name)?.[distTag];
    if (current === undefined || !isLower(to, current)) return [];
    return [
      {
        code: "DIST_TAG_BACKWARDS",
        message: `${name}: dist-tag ${distTag} is at ${current}, and would go back to ${to}`,
        hint: "Release under another dist-tag: `--tag maintenance`, or `publishConfig.tag` in the manifest.",
      },
    ];
  });
}

/** What the channel as it is now has against the plan. Whether a taken version has the same bytes shows packing alone. */
export function problemsInChannel(
  { releases }: ReleasePlan,
  views: ReadonlyMap<string, PackageView>,
): readonly Problem[] {
  const published = releases.filter(({ publish }) => publish !== false);
  const taken = published
    .filter(({ name, to }) => views.get(name)?.versions.has(to))
    .map(({ name, to }) => ({
      code: "VERSION_TAKEN",
      message: `${name}@${to} is in the channel already`,
      hint: "A published version is never overwritten. Add a changeset for it, so that it gets a new version.",
    }));
  return [...taken, ...tagsGoingBack(published, (name) => views.get(name)?.distTags)];
}
