import type { Config } from "@changesets/types";
import { isDistTag, ReleaseError } from "@convoy/core";
import picomatch from "picomatch";
import type { VersionRules } from "../version-rules.ts";

/** Package to the lane that it is in. */
export type LaneOf = ReadonlyMap<string, string>;

/**
 * Who is in which lane. Throws `LANES_INVALID` with all that is wrong: a lane whose name cannot be a dist-tag or part
 * of a version, a glob that no package fits, a package in two lanes.
 */
export function laneMembership(names: readonly string[], lanes: VersionRules["lanes"] = {}): LaneOf {
  const problems: string[] = [];
  const laneOf = new Map<string, string>();
  for (const [lane, globs] of Object.entries(lanes)) {
    if (!isLaneName(lane)) problems.push(`${lane}: is no name for a lane`);
    const matchers = globs.map((glob) => picomatch(glob));
    const members = matchers.map((matches) => names.filter((name) => matches(name)));
    const empty = globs.filter((_, at) => members[at]?.length === 0);
    problems.push(...empty.map((glob) => `${lane}: no package is called ${glob}`));
    for (const name of new Set(members.flat())) {
      const other = laneOf.get(name);
      if (other !== undefined) problems.push(`${name}: is in lane ${other} and in lane ${lane}`);
      laneOf.set(name, lane);
    }
  }
  if (problems.length === 0) return laneOf;
  throw new ReleaseError(
    "LANES_INVALID",
    problems.map((problem) => `versions.lanes: ${problem}`).join("\n"),
    {
      hint: "Mend `versions.lanes` in convoy.json: each lane lists packages, and is called as its dist-tag, such as `next`.",
    },
  );
}

/** `fixed` and `linked` packages have their versions in common, so a lane has all of a group or none. */
export function refuseSplitGroups(laneOf: LaneOf, { fixed, linked }: Pick<Config, "fixed" | "linked">): void {
  const split = [...fixed, ...linked].filter(
    (group) => new Set(group.map((name) => laneOf.get(name))).size > 1,
  );
  const [first] = split;
  if (first === undefined) return;
  const inside = first.filter((name) => laneOf.has(name));
  const outside = first.filter((name) => !inside.includes(name));
  const others = outside.length === 0 ? "in another lane" : `not: ${outside.join(", ")}`;
  throw new ReleaseError(
    "LANE_SPLITS_GROUP",
    `${inside.join(", ")}: in a lane, and others of the same fixed or linked group ${others}`,
    { hint: "Put the whole group into one lane of convoy.json, or take it apart in .changeset/config.json." },
  );
}

function isLaneName(lane: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(lane) && lane !== "latest" && isDistTag(lane);
}
