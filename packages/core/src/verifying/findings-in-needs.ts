import { maxSatisfying, validRange } from "semver";
import type { Needs } from "../retention/stored.ts";
import type { ReleasedPackage, VerifyFacts, VerifyFinding } from "./facts.ts";
import { findingOf } from "./finding.ts";

/** A dependency as a registry's clients understand it. */
export interface Need {
  /** The package that is fetched; behind an alias not the name in the manifest. */
  readonly name: string;
  /** A range or a dist-tag. */
  readonly wanted: string;
}

/** Ranges that mean something in the workspace alone. */
const LOCAL = /^(?:workspace|catalog|file|link|portal):/;
const ELSEWHERE = /^[a-z+]+:|^[^@]+\//i;

/** What a client asks the registry for; undefined for what comes from elsewhere, by URL or by path. */
export function needOf(name: string, range: string): Need | undefined {
  const alias = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(range);
  if (alias?.[1] !== undefined) return { name: alias[1], wanted: alias[2] ?? "*" };
  return ELSEWHERE.test(range) ? undefined : { name, wanted: range };
}

/** What no client could install: ranges of the workspace, and those that no visible version is in. */
export function findingsInNeeds(
  one: ReleasedPackage,
  needs: Needs,
  { channel, served }: Pick<VerifyFacts, "channel" | "served">,
): readonly VerifyFinding[] {
  return Object.entries(needs).flatMap(([name, range]): readonly VerifyFinding[] => {
    if (LOCAL.test(range)) {
      const message = `needs ${name} as ${range}, which only its workspace understands`;
      return [findingOf("error", one, { code: "RANGE_LOCAL", message, hint: PACKED })];
    }
    const need = needOf(name, range);
    const there = need === undefined ? undefined : served.get(need.name);
    if (need === undefined || there === undefined || isMet(need, there)) return [];
    const message = `needs ${need.name}@${need.wanted}, of which ${channel} has no version`;
    return [findingOf("error", one, { code: "RANGE_UNRESOLVED", message, hint: PUBLISH_IT })];
  });
}

function isMet(
  { wanted }: Need,
  { versions, distTags }: { readonly versions: ReadonlyMap<string, unknown>; readonly distTags: object },
): boolean {
  if (validRange(wanted) === null) return Object.hasOwn(distTags, wanted);
  return maxSatisfying([...versions.keys()], wanted) !== null;
}

const PACKED = "It was packed by something else than Convoy: release a new version of it.";
const PUBLISH_IT = "Publish a version in that range, or release a new version that needs another one.";
