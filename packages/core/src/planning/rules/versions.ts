import semver from "semver";
import type { PlannedRelease } from "../../model/plan.ts";
import { isSnapshotVersion } from "../../snapshots/expiry.ts";
import type { Rule } from "./rule.ts";

/** npm takes no other spelling of a version than semver's own, and drops build metadata. */
export const versionsAreValid: Rule = ({ plan }) =>
  plan.releases
    .filter(({ to }) => semver.valid(to) !== to)
    .map(({ name, dir, to }) => ({
      code: "PLAN_VERSION_INVALID",
      message: `${name}: ${JSON.stringify(to)} is no version that npm takes`,
      hint: `Write a version such as 1.2.3 into ${dir}/package.json.`,
    }));

/** A release goes up. What goes to a channel for the first time has nothing to go up from. */
export const versionsIncrease: Rule = ({ plan }) =>
  plan.releases.filter(goesDown).map((release) => {
    const { name, from, to, distTag } = release;
    if (!isUnpublished(release)) {
      return {
        code: "PLAN_VERSION_NOT_INCREASING",
        message: `${name} would go from ${from} to ${to}, which is not above it`,
        hint: `Look at the version in ${release.dir}/package.json and at the changesets that name ${name}.`,
      };
    }
    return {
      code: "PLAN_TAG_MOVES_BACK",
      message: `${name}@${to} would take the dist-tag ${distTag} back from ${from}`,
      hint: `Give older lines a tag of their own: \`--tag\`, or \`publishConfig.tag\` in ${release.dir}/package.json.`,
    };
  });

/** Snapshots are 0.0.0 on purpose, so that no range takes them. */
function goesDown(release: PlannedRelease): boolean {
  const { from, to } = release;
  if (semver.valid(from) === null || semver.valid(to) === null || isSnapshotVersion(to)) return false;
  return isUnpublished(release) ? semver.lt(to, from) : semver.lte(to, from);
}

function isUnpublished({ because }: PlannedRelease): boolean {
  return because.some(({ kind }) => kind === "unpublished");
}
