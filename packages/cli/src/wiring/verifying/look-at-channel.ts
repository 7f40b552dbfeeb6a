import {
  needOf,
  ReleaseError,
  type KeptVersion,
  type ReleasedPackage,
  type ServedPackage,
  type StoredStatus,
  type VerifyFacts,
} from "@convoy/core";
import type { OpenTarget } from "@convoy/registry";
import type { Project } from "../project.ts";
import type { Claim } from "./claim.ts";

/** What is true now of what the release claims. Two requests a package, and one more for what is not shown. */
export async function lookAtChannel(
  project: Project,
  opened: OpenTarget,
  { packages }: Claim,
): Promise<ChannelLook> {
  const denied = new Set<string>();
  const looks = packages.map(async (one) => {
    const [shown, kept] = await Promise.all([
      opened.consumer.served(one.name),
      allowed(denied, () => lookAtKept(opened, one)),
    ]);
    if (typeof kept?.integrity !== "string" || shown.versions.has(one.version)) return { one, shown, kept };
    const status = await allowed(denied, () => statusOf(opened, one));
    return { one, shown, kept: status === undefined ? kept : { ...kept, status } };
  });
  const found = await Promise.all(looks);
  const served = new Map(found.map(({ one, shown }) => [one.name, shown]));
  const kept = new Map(
    found.flatMap(({ one, kept: there }): [string, KeptVersion][] => (there ? [[one.name, there]] : [])),
  );
  const others = await lookAtOthers(project, opened.consumer, { packages, served });
  const facts = { channel: opened.label, packages, served: new Map([...served, ...others]), kept };
  return {
    facts,
    notes: [...denied].map((why) => `only what is served was looked at, and not what is stored: ${why}`),
  };
}

export interface ChannelLook {
  readonly facts: Omit<VerifyFacts, "git">;
  readonly notes: readonly string[];
}

/** Whoever may install may verify: what else could be asked is left out where the role may not. */
async function allowed<T>(denied: Set<string>, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== "ACCESS_DENIED") throw error;
    if (denied.size === 0) denied.add(error.message);
    return undefined;
  }
}

/** What CodeArtifact keeps of it; a plain registry keeps what it serves. */
async function lookAtKept(
  { inventories, target }: OpenTarget,
  { name, version }: ReleasedPackage,
): Promise<KeptVersion | undefined> {
  if (inventories === undefined) return undefined;
  const presence = await target.channel.readBack(name, version);
  return { integrity: presence.kind === "present" ? presence.integrity : null };
}

async function statusOf(
  { inventories }: OpenTarget,
  { name, version }: ReleasedPackage,
): Promise<StoredStatus | undefined> {
  const stored = await inventories?.channel.versions(name);
  return stored?.find((one) => one.version === version)?.status;
}

/** The packages of the workspace that the release needs, and that were not part of it. */
async function lookAtOthers(
  project: Project,
  consumer: OpenTarget["consumer"],
  { packages, served }: Pick<VerifyFacts, "packages" | "served">,
): Promise<readonly (readonly [string, ServedPackage])[]> {
  const needed = packages.flatMap(({ name, version }) =>
    Object.entries(served.get(name)?.versions.get(version)?.needs ?? {}).flatMap(
      ([as, range]) => needOf(as, range)?.name ?? [],
    ),
  );
  const own = new Set(await namesIn(project));
  const others = [...new Set(needed)].filter((name) => own.has(name) && !served.has(name));
  return Promise.all(others.map(async (name) => [name, await consumer.served(name)] as const));
}

/** The files may be of any commit, and in any state: where they cannot be read, the release alone is looked at. */
async function namesIn(project: Project): Promise<readonly string[]> {
  try {
    return (await project.read()).packages.map(({ name }) => name);
  } catch (error) {
    if (error instanceof ReleaseError) return [];
    throw error;
  }
}
