import {
  agesToAsk,
  expiryOf,
  type RetentionInput,
  type StoredPackage,
  type StoredVersion,
} from "@convoy/core";
import type { Inventory } from "@convoy/registry";

/** What decides beside what the repository keeps. */
export type Circumstances = Omit<RetentionInput, "packages">;

/**
 * The packages of the channel: those of the workspace with all that is known of them, and every other that is
 * published there, because it may need them.
 */
export async function lookAtChannel(
  channel: Inventory,
  own: ReadonlySet<string>,
  circumstances: Circumstances,
): Promise<readonly StoredPackage[]> {
  const names = new Set([...own, ...(await channel.packages())]);
  return Promise.all(
    [...names].map(async (name) =>
      withAges(channel, await lookAt(channel, name, own.has(name)), circumstances),
    ),
  );
}

async function lookAt(channel: Inventory, name: string, own: boolean): Promise<StoredPackage> {
  const { distTags, needs } = await channel.shown(name);
  const shown = [...needs.keys()];
  const wanted = own || shown.some((version) => expiryOf(version) !== undefined);
  const versions = wanted
    ? await channel.versions(name)
    : shown.map((version) => ({ version, status: "Published" as const }));
  const hidden = versions.filter(({ status }) => status === "Unlisted");
  const more = await Promise.all(
    hidden.map(async ({ version }) => [version, await channel.needsOf(name, version)] as const),
  );
  return { name, own, distTags, versions, needs: new Map([...needs, ...more]) };
}

/** The age is asked of what it decides about: one request a version, so not of all. */
async function withAges(
  channel: Inventory,
  one: StoredPackage,
  circumstances: Circumstances,
): Promise<StoredPackage> {
  const asked = new Set(agesToAsk(one, { ...circumstances, packages: [one] }));
  const aged = one.versions.map(async (stored): Promise<StoredVersion> => {
    if (!asked.has(stored.version)) return stored;
    const publishedAt = await channel.publishedAt(one.name, stored.version);
    return publishedAt === undefined ? stored : { ...stored, publishedAt };
  });
  return { ...one, versions: await Promise.all(aged) };
}
