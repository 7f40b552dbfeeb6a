import { ReleaseError } from "../model/error.ts";
import type { PlannedSnapshot, ReleasePlan } from "../model/plan.ts";
import type { Catalogs } from "./catalogs.ts";
import type { DistTagOf } from "./dist-tag.ts";
import { packagesByName } from "./needs.ts";
import { orderedPlan, type Draft, type PlanHead } from "./ordered-plan.ts";
import { reasonsFor, type ReasonContext } from "./reasons.ts";
import type { VersionBump } from "./version-bump.ts";

export interface PlanInput extends PlanHead {
  readonly bumps: readonly VersionBump[];
  /** The `fixed` and `linked` groups, by their members. */
  readonly groups?: readonly (readonly string[])[];
  readonly distTag: DistTagOf;
  readonly catalogs?: Catalogs;
  /** Default `out-of-range`, as changesets has it. */
  readonly dependents?: "out-of-range" | "always";
  /** The release is a snapshot. */
  readonly throwAway?: PlannedSnapshot;
}

/**
 * The plan of a release with a version step. Bumps of `none` release nothing and are left out; private packages are
 * in it with `publish: false`. Throws `PLAN_STALE` for a bump of a package that the workspace does not have.
 */
export function planRelease(input: PlanInput): ReleasePlan {
  const { bumps, groups = [], catalogs = {}, dependents = "out-of-range" } = input;
  const moving = bumps.filter(({ bump }) => bump !== "none");
  const packages = packagesByName(input.workspace.packages);
  const context: ReasonContext = {
    moved: new Map(moving.map((bump) => [bump.name, bump])),
    groups: new Map(groups.flatMap((group) => group.map((name) => [name, group] as const))),
    catalogs,
    dependents,
  };
  const drafts = moving.map((bump): Draft => {
    const { name, from, to } = bump;
    const one = packages.get(name);
    if (one === undefined) {
      throw new ReleaseError(
        "PLAN_STALE",
        `${name} is to be released and is no package of ${input.workspace.root}`,
        {
          hint: "Run `convoy plan` again: the workspace has changed.",
        },
      );
    }
    const because = reasonsFor(bump, one, context);
    const draft = {
      name,
      dir: one.dir,
      from,
      to,
      bump: bump.bump,
      because,
      distTag: input.distTag(name, to),
    };
    return one.private ? { ...draft, publish: false } : draft;
  });
  const plan = orderedPlan(input, drafts);
  return input.throwAway === undefined ? plan : { ...plan, snapshot: input.throwAway };
}
