import { ReleaseError, type ErrorDocument, type WorkspacePackage } from "@convoy/core";
import type { OpenTarget, PublishedPackage, Repository } from "@convoy/registry";
import type { ConvoyConfig } from "../config/schema.ts";
import { configOf, type Project } from "../wiring/project.ts";
import { withTarget } from "../wiring/with-target.ts";

/** A version that is to be released and is there already, where no consumer sees it. */
export interface HiddenVersion {
  readonly place: "channel" | "stage";
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** What the channel has of the packages that a rehearsal is about. */
export interface ChannelNow {
  readonly label: string;
  readonly packages: ReadonlyMap<string, PublishedPackage>;
  readonly hidden: readonly HiddenVersion[];
  /** How long it takes to answer; 0 where it was not asked. */
  readonly latencyMs: number;
  /** Why it was not asked. */
  readonly unread?: ErrorDocument;
}

export interface Subject {
  /** The packages to be released, and all that they need. */
  readonly packages: readonly WorkspacePackage[];
  /** Package to the version that is to be released, as far as it is known beforehand. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Such a failure says nothing of the release: it is the rehearsal that cannot look. */
const OUT_OF_REACH: ReadonlySet<string> = new Set(["CREDENTIALS_MISSING", "TARGET_UNREACHABLE"]);

/** Reads it, and changes nothing. Where it cannot be reached, it is taken to have what the manifests say. */
export async function channelNow(
  project: Project,
  subject: Subject,
  { offline }: { readonly offline: boolean },
): Promise<ChannelNow> {
  const assumed = (unread: ErrorDocument): ChannelNow => ({
    label: labelOf(configOf(project)),
    packages: new Map(subject.packages.map(asInManifest)),
    hidden: [],
    latencyMs: 0,
    unread,
  });
  if (offline) return assumed({ code: "OFFLINE", message: "it was not asked" });
  try {
    return await withTarget(project, (opened) => read(opened, subject));
  } catch (error) {
    if (!(error instanceof ReleaseError) || !OUT_OF_REACH.has(error.code)) throw error;
    return assumed(error.toDocument());
  }
}

async function read(opened: OpenTarget, { packages, versions }: Subject): Promise<ChannelNow> {
  const found = packages.map(async ({ name }) => [name, await opened.published(name)] as const);
  const known = (await Promise.all(found)).flatMap(([name, one]) => (one ? [[name, one] as const] : []));
  const shown = new Map(known);
  const hidden = await hiddenIn(opened, versions, shown);
  return { label: opened.label, packages: shown, hidden, latencyMs: await latencyOf(opened, packages) };
}

/** One answer more, when nothing else is asked for and all connections stand. */
async function latencyOf(opened: OpenTarget, [first]: Subject["packages"]): Promise<number> {
  if (first === undefined) return 0;
  const asked = performance.now();
  await opened.published(first.name);
  return Math.round(performance.now() - asked);
}

/** CodeArtifact alone keeps what it does not show. */
async function hiddenIn(
  { target, inventories }: OpenTarget,
  versions: Subject["versions"],
  shown: ChannelNow["packages"],
): Promise<readonly HiddenVersion[]> {
  if (inventories === undefined) return [];
  // What is shown already is not released again.
  const due = [...versions].filter(([name, version]) => !shown.get(name)?.versions.has(version));
  const looks = due.flatMap((one) => [
    storedIn(target.channel, "channel", one),
    ...(target.strategy === "staged" ? [storedIn(target.stage, "stage", one)] : []),
  ]);
  return (await Promise.all(looks)).flat();
}

async function storedIn(
  repository: Repository,
  place: HiddenVersion["place"],
  [name, version]: readonly [string, string],
): Promise<readonly HiddenVersion[]> {
  const presence = await repository.readBack(name, version);
  return presence.kind === "absent" ? [] : [{ place, name, version, integrity: presence.integrity }];
}

/** As after the last release. */
function asInManifest({ name, version }: WorkspacePackage): readonly [string, PublishedPackage] {
  const versions = new Map([[version, { integrity: "", manifest: {} }]]);
  return [name, { distTags: { latest: version }, versions }];
}

function labelOf({ target }: ConvoyConfig): string {
  return target.type === "npm" ? target.registry : `${target.domain}/${target.repository}`;
}
