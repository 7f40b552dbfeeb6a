import { isLower } from "../planning/is-lower.ts";
import type { ReleasedPackage, ServedPackage, VerifyFacts, VerifyFinding } from "./facts.ts";
import { findingOf } from "./finding.ts";
import { findingsInNeeds } from "./findings-in-needs.ts";

type Rule = (one: ReleasedPackage, facts: VerifyFacts) => readonly VerifyFinding[];

/** All that is not as the release has left it, or is no longer good for consumers. */
export function findingsIn(facts: VerifyFacts): readonly VerifyFinding[] {
  const inChannel = facts.packages.flatMap((one) => RULES.flatMap((rule) => rule(one, facts)));
  return [...inChannel, ...findingsInTags(facts)];
}

/** A version of which nothing can be installed has no other fault worth telling. */
const isServed: Rule = (one, { channel, served, kept }) => {
  const stored = kept.get(one.name);
  if (servedVersion(one, served) !== undefined) {
    if (stored?.integrity !== null) return [];
    const message = `is not in ${channel}: what is served comes from a repository behind it`;
    return [findingOf("error", one, { code: "VERSION_MISSING", message, hint: PUT_BACK })];
  }
  if (stored === undefined || stored.integrity === null) {
    // What is kept and not shown was perhaps not to be looked at.
    const message = stored === undefined ? `is not served by ${channel}` : `is not in ${channel}`;
    return [findingOf("error", one, { code: "VERSION_MISSING", message, hint: PUT_BACK })];
  }
  const { status = "hidden" } = stored;
  const message = `is ${status} in ${channel}: no range and no dist-tag finds it`;
  const hint = status === "Disposed" ? REPLACE : showAgain(one);
  return [findingOf("error", one, { code: "VERSION_HIDDEN", message, hint })];
};

const PUT_BACK = "`convoy publish` at the release commit publishes what the channel lacks.";

function showAgain({ name, version }: ReleasedPackage): string {
  const [, namespace, base = name] = /^@([^/]+)\/(.+)$/.exec(name) ?? [];
  const which = `--format npm${namespace === undefined ? "" : ` --namespace ${namespace}`} --package ${base}`;
  const command = "aws codeartifact update-package-versions-status --domain … --repository …";
  return `If it is to be installed: \`${command} ${which} --versions ${version} --target-status Published\`.`;
}

const REPLACE = "Its bytes are gone for good: release a new version.";

const hasItsBytes: Rule = (one, { channel, served, kept }) => {
  const shown = servedVersion(one, served)?.integrity;
  const wrong = (found: string, where: string): readonly VerifyFinding[] => {
    const message = `as ${where} ${channel} is ${found}, and was released as ${one.integrity}`;
    return [findingOf("error", one, { code: "INTEGRITY_DIFFERS", message, hint: WHO })];
  };
  const stored = kept.get(one.name)?.integrity ?? "";
  if (shown !== undefined && shown !== "" && shown !== one.integrity) return wrong(shown, "served by");
  if (stored !== "" && stored !== one.integrity) return wrong(stored, "kept in");
  if (shown !== "" || stored !== "") return [];
  const message = `has no sha512 in ${channel}, so its bytes cannot be told from others`;
  return [findingOf("warning", one, { code: "INTEGRITY_UNKNOWN", message, hint: "" })];
};

const WHO = "Somebody has replaced the bytes. Find out who, before anybody installs it.";

/** Without it, who installs by tag does not get the release. A later one moves it on; that is no fault of this one. */
const hasItsTag: Rule = (one, { channel, served }) => {
  if (servedVersion(one, served) === undefined) return [];
  const { name, version, distTag } = one;
  const found = served.get(name)?.distTags[distTag];
  if (found !== undefined && !isLower(found, version)) return [];
  const hint = `\`npm dist-tag add ${name}@${version} ${distTag}\` points it there.`;
  const lost = { code: "DIST_TAG_MISSING", message: `has lost its dist-tag ${distTag} in ${channel}`, hint };
  if (found === undefined) return [findingOf("error", one, lost)];
  const message = `is later than ${found}, at which the dist-tag ${distTag} points in ${channel}`;
  return [findingOf("error", one, { code: "DIST_TAG_BEHIND", message, hint })];
};

const needsAreThere: Rule = (one, { channel, served }) => {
  const version = servedVersion(one, served);
  return version === undefined ? [] : findingsInNeeds(one, version.needs, { channel, served });
};

const RULES: readonly Rule[] = [isServed, hasItsBytes, hasItsTag, needsAreThere];

function servedVersion(
  { name, version }: ReleasedPackage,
  served: ReadonlyMap<string, ServedPackage>,
): ReturnType<ServedPackage["versions"]["get"]> {
  return served.get(name)?.versions.get(version);
}

function findingsInTags({ git }: VerifyFacts): readonly VerifyFinding[] {
  if (git === null) return [];
  return git.tags.flatMap(({ tag, commit }): readonly VerifyFinding[] => {
    if (commit === git.commit) return [];
    const about = { severity: "error", subject: `git tag ${tag}` } as const;
    const hint = `\`git push REMOTE ${tag}\` from a clone that has it at ${git.commit} puts it back.`;
    if (commit === null)
      return [
        { code: "GIT_TAG_MISSING", ...about, message: `the git tag ${tag} is not on the remote`, hint },
      ];
    const message = `the git tag ${tag} is at ${commit} on the remote, and was released at ${git.commit}`;
    return [{ code: "GIT_TAG_MOVED", ...about, message, hint: WHO_MOVED }];
  });
}

const WHO_MOVED = "Somebody has moved it. Find out who: what is built from it is not what was released.";
