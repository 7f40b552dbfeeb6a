import type { ReleaseRecord } from "@convoy/engine";
import type { UnwantedRelease } from "@convoy/forge";
import { tagOfWhole, type AnnounceBy } from "./announced.ts";

/** Done, and with tags for the host to show something beside. */
export function isDone({ ended, state, opening }: ReleaseRecord): boolean {
  return ended && state === "DONE" && hasTags(opening);
}

/** Done once, so that the host may have shown it, and taken back since. */
export function isTakenBack({ ended, lastReport, entries, opening }: ReleaseRecord): boolean {
  if (!ended || lastReport?.outcome !== "rolled-back" || !hasTags(opening)) return false;
  return entries.some((entry) => entry.kind === "ended" && entry.report.outcome === "done");
}

function hasTags({ tags }: ReleaseRecord["opening"]): boolean {
  return Object.keys(tags).length > 0;
}

/** What the host is to show no more of those that were taken back, by what is known of all `releases`. */
export function unwantedOf(
  takenBack: readonly ReleaseRecord[],
  by: AnnounceBy,
  releases: readonly ReleaseRecord[],
): readonly UnwantedRelease[] {
  if (by === "release")
    return takenBack.map(({ opening }) => ({ tag: tagOfWhole(opening.id), tagIs: "made-with-it" }));
  const there = new Set(releases.filter(isDone).flatMap(({ opening }) => Object.values(opening.tags)));
  const tags = new Set(takenBack.flatMap(({ opening }) => Object.values(opening.tags)));
  return [...tags].map((tag) => ({ tag, tagIs: there.has(tag) ? "again" : "gone" }));
}
