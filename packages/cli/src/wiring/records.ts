import { join } from "node:path";
import { ReleaseError, type ErrorDocument } from "@convoy/core";
import {
  allTogether,
  openRecords,
  syncedRecord,
  unknownRelease,
  type ReleaseRecord,
  type ReleaseRecords,
  type SharedRecords,
} from "@convoy/engine";
import { openGit } from "@convoy/workspace";
import type { CommonOptions } from "../answer.ts";
import { loadConfig } from "../config/load.ts";
import type { Host } from "../host.ts";
import { rootOf, type Project } from "./project.ts";
import { sharedOf } from "./shared.ts";

/** The records of this clone, and those that all clones share. */
export interface Records {
  readonly records: ReleaseRecords;
  readonly shared: SharedRecords;
}

export function recordsOf({ git }: Pick<Project, "git">): Records {
  return { records: openRecords(recordsFolder(git)), shared: sharedOf(git) };
}

/** Where the journals of this clone are. */
export function recordsFolder(git: Project["git"]): string {
  return join(git.gitDirectory(), "convoy", "releases");
}

/** The records alone: a release must be found again whatever it, or somebody, has left in the files. */
export async function recordsAt(
  host: Host,
  options: Pick<CommonOptions, "cwd">,
): Promise<Records & Pick<Project, "git">> {
  const root = await rootOf(host, options);
  const remote = await remoteInConfig(root);
  const git = await openGit(root, { env: host.env, ...(remote === undefined ? {} : { remote }) });
  return { git, ...recordsOf({ git }) };
}

async function remoteInConfig(root: string): Promise<string | undefined> {
  try {
    return (await loadConfig(root))?.remote;
  } catch (error) {
    if (error instanceof ReleaseError) return undefined;
    throw error;
  }
}

export interface KnownReleases {
  /** The newest first, each as this clone and the remote know it together. */
  readonly releases: readonly ReleaseRecord[];
  /** The ids of those that have ended, and whose end this clone has yet to follow. */
  readonly behind: ReadonlySet<string>;
  /** Why the remote was not asked, when it could not be. */
  readonly unasked?: ErrorDocument;
}

/** What a person is to hear when the remote was not asked. */
export function notAsked({ unasked }: Pick<KnownReleases, "unasked">): readonly string[] {
  if (unasked === undefined) return [];
  return [`the remote was not asked, so this is what this clone knows: ${unasked.message}`];
}

/** The error of a release that is not among them: the remote may know it, and that there is none cannot be said unasked. */
export function notFound({ unasked }: Pick<KnownReleases, "unasked">, none: ReleaseError): ReleaseError {
  return unasked === undefined ? none : ReleaseError.from(unasked);
}

/** One that found another release in its way when it had taken the lock has left its record, and did nothing. */
export function hasBegun({ lastReport }: ReleaseRecord): boolean {
  return lastReport?.outcome !== "refused" || lastReport.packages.length > 0;
}

/** Every release that this clone or the remote knows. Without the remote: those of this clone. */
export async function allReleases({ records, shared }: Records): Promise<KnownReleases> {
  const [local, elsewhere] = await Promise.all([records.list(), sharedList(shared)]);
  const releases = allTogether(local, elsewhere.found);
  const open = new Set(local.filter(({ ended }) => !ended).map(({ opening }) => opening.id));
  const ended = releases.filter((record) => record.ended).map(({ opening }) => opening.id);
  const behind = new Set(ended.filter((id) => open.has(id)));
  const known = { releases, behind };
  return elsewhere.unasked === undefined ? known : { ...known, unasked: elsewhere.unasked };
}

async function sharedList(
  shared: SharedRecords,
): Promise<{ readonly found: Awaited<ReturnType<SharedRecords["list"]>>; readonly unasked?: ErrorDocument }> {
  try {
    return { found: await shared.list() };
  } catch (error) {
    if (error instanceof ReleaseError) return { found: [], unasked: error.toDocument() };
    throw error;
  }
}

/** The release to act on where the user names none: the one that has not ended, or not here. */
export async function unfinishedId(records: Records): Promise<string> {
  const known = await allReleases(records);
  const { releases, behind } = known;
  const unfinished = releases.find(({ ended, opening }) => !ended || behind.has(opening.id));
  if (unfinished) return unfinished.opening.id;
  const none = "every release that this clone and the remote know has ended";
  const hint = "Run `convoy status` to see them.";
  throw notFound(known, new ReleaseError("NOTHING_UNFINISHED", none, { hint }));
}

/** Throws `RELEASE_UNKNOWN` where neither this clone nor the remote knows it, before a registry is asked. */
export async function requireRelease(id: string, records: Records): Promise<void> {
  if ((await syncedRecord(id, records)) === undefined) throw unknownRelease(id);
}

/** The one command that ends the release, or brings this clone along; null when there is nothing left to do. */
export function nextCommand(
  { ended, turnedBack, opening: { id } }: ReleaseRecord,
  behind: ReadonlySet<string>,
): string | null {
  return ended && !behind.has(id) ? null : `convoy ${turnedBack ? "rollback" : "resume"} ${id}`;
}
