import type { StoredVersion } from "@convoy/core";
import type { Inventory } from "@convoy/registry";
import type { Circumstances } from "./look.ts";

/** What a release leaves in the stage when it has ended is of no use to anybody. */
export interface StagedLeftovers {
  readonly name: string;
  readonly versions: readonly StoredVersion[];
}

/** What no release knows of is somebody's upload, or of a release that another clone has just begun. */
const LEAST_AGE_MS = 86_400_000;

/**
 * The versions in the stage of releases that have ended: the channel has them, or no release that runs knows of them
 * and they have lain there for a day.
 */
export async function leftoversIn(
  stage: Inventory,
  inChannel: ReadonlyMap<string, readonly StoredVersion[]>,
  { now, untouchable }: Circumstances,
): Promise<readonly StagedLeftovers[]> {
  const looked = [...inChannel].map(async ([name, released]): Promise<StagedLeftovers> => {
    const known = new Set(released.map(({ version }) => version));
    const free = (await stage.versions(name)).filter(({ version }) => !untouchable.has(`${name}@${version}`));
    const judged = free.map(async (stored) => {
      if (known.has(stored.version)) return [stored];
      const publishedAt = await stage.publishedAt(name, stored.version);
      return publishedAt !== undefined && now - publishedAt >= LEAST_AGE_MS ? [stored] : [];
    });
    return { name, versions: (await Promise.all(judged)).flat() };
  });
  return (await Promise.all(looked)).filter(({ versions }) => versions.length > 0);
}
