import type { VerifyFacts, VerifyFinding } from "./facts.ts";
import { findingOf } from "./finding.ts";

/** What a release that was taken back has left behind: versions, dist-tags that point at one, git tags. */
export function findingsInAbsence({
  channel,
  packages,
  served,
  kept,
  git,
}: VerifyFacts): readonly VerifyFinding[] {
  const versions = packages.flatMap((one) => {
    const view = served.get(one.name);
    const left =
      view?.versions.has(one.version) === true || typeof kept.get(one.name)?.integrity === "string";
    const tags = Object.entries(view?.distTags ?? {}).filter(([, version]) => version === one.version);
    return [
      ...(left ? [leftOver(one, "VERSION_LEFT", `is still in ${channel}`)] : []),
      ...tags.map(([tag]) => leftOver(one, "DIST_TAG_LEFT", `still has the dist-tag ${tag} in ${channel}`)),
    ];
  });
  const tags = (git?.tags ?? []).flatMap(({ tag, commit }): readonly VerifyFinding[] => {
    if (commit === null || commit !== git?.commit) return [];
    const message = `the git tag ${tag} is still at the release commit on the remote`;
    const hint = `\`git push REMOTE :refs/tags/${tag}\` removes it.`;
    return [{ code: "GIT_TAG_LEFT", severity: "error", subject: `git tag ${tag}`, message, hint }];
  });
  return [...versions, ...tags];
}

function leftOver(one: VerifyFacts["packages"][number], code: string, message: string): VerifyFinding {
  const hint =
    "It came back after the rollback, and not by a release that is recorded. Find out who published it.";
  return findingOf("error", one, { code, message, hint });
}
