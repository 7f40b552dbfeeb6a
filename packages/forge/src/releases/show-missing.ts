import type { Forge, HostRelease } from "../forge.ts";

/** The releases that came to be, as the host is to show them; those of the newest first. */
export type Announced = readonly HostRelease[];

/**
 * Has the host show releases that it does not show yet, and answers their tags. What it shows stays as it is: whoever
 * edits notes there keeps them. Looks back, release by release, until one is there in whole.
 */
export async function showMissing(forge: Forge, releases: readonly Announced[]): Promise<readonly string[]> {
  const made: string[] = [];
  const count = releases.reduce((sum, announced) => sum + announced.length, 0);
  const shown = count === 0 ? new Set<string>() : await forge.releasedTags(count);
  for (const announced of releases) {
    const missing = announced.filter(({ tag }) => !shown.has(tag));
    if (missing.length === 0) return made;
    // One after the other: hosts slow down whoever writes side by side.
    for (const one of missing) if (await forge.release(one)) made.push(one.tag);
  }
  return made;
}
