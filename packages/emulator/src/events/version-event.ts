import type { VersionEvent } from "./event-log.ts";
import { packageArn } from "../arns.ts";
import { domainBucket, type AssetRecord, type PackageAddress, type VersionRecord } from "../store/records.ts";
import { ACCOUNT, type World } from "../world.ts";

/** What became of a version: `before` is undefined for one that is new, `after` for one that is deleted. */
export interface VersionChange {
  readonly before: VersionRecord | undefined;
  readonly after: VersionRecord | undefined;
}

/** The event that the service sends for a change of a version. */
export function versionEvent(world: World, at: PackageAddress, change: VersionChange): VersionEvent {
  const { before, after } = change;
  const version = after ?? before;
  const region = domainBucket(world.store).get(at.domain)?.region ?? "us-east-1";
  return {
    version: "0",
    id: crypto.randomUUID(),
    "detail-type": "CodeArtifact Package Version State Change",
    source: "aws.codeartifact",
    account: ACCOUNT,
    time: new Date(world.clock.now()).toISOString(),
    region,
    resources: [packageArn(region, at)],
    detail: {
      domainName: at.domain,
      domainOwner: ACCOUNT,
      repositoryName: at.repository,
      repositoryAdministrator: ACCOUNT,
      packageFormat: at.format,
      packageNamespace: at.namespace,
      packageName: at.name,
      packageVersion: version?.version,
      packageVersionState: after?.status ?? "Deleted",
      packageVersionRevision: version?.revision,
      changes: changesOf(change),
      operationType: before === undefined ? "Created" : after === undefined ? "Deleted" : "Updated",
      sequenceNumber: nextNumber(world),
      eventDeduplicationId: crypto.randomUUID(),
    },
  };
}

function changesOf({ before, after }: VersionChange): Readonly<Record<string, number | boolean>> {
  const [old, now] = [byName(before), byName(after)];
  const kept = [...now.keys()].filter((name) => old.has(name));
  return {
    assetsAdded: now.size - kept.length,
    assetsRemoved: old.size - kept.length,
    assetsUpdated: kept.filter((name) => old.get(name)?.sha256 !== now.get(name)?.sha256).length,
    metadataUpdated: before?.npm?.manifest !== after?.npm?.manifest,
    statusChanged: before?.status !== after?.status,
  };
}

function byName(version: VersionRecord | undefined): ReadonlyMap<string, AssetRecord> {
  return new Map((version?.assets ?? []).map((asset) => [asset.name, asset]));
}

function nextNumber(world: World): number {
  const counters = world.store.bucket<number>("counters");
  const next = (counters.get("events") ?? 0) + 1;
  counters.set("events", next);
  return next;
}
