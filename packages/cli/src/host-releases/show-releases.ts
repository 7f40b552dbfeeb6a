import { describeError, ReleaseError } from "@convoy/core";
import type { ReleaseRecord } from "@convoy/engine";
import type { Forge } from "@convoy/forge";
import { openHost } from "../pull-request/open-host.ts";
import type { Project } from "../wiring/project.ts";
import { allReleases, recordsOf } from "../wiring/records.ts";
import { announcedOf, type AnnounceBy } from "./announced.ts";
import { isDone, isTakenBack, unwantedOf } from "./taken-back.ts";

/** How far a run looks back for what an earlier one could not show. */
const LOOKS_BACK = 3;

/**
 * Has the code host show the releases that are done, and no more those that were taken back since, where the settings
 * want it. It is no part of any release: what goes wrong is answered as notes, and the next run that finds nothing in
 * its way makes up for it.
 */
export function showReleases(project: Project): Promise<readonly string[]> {
  return asNotes(project, async (by) => {
    const look = await lookAt(project, by);
    const latest = look.releases
      .filter((record) => isDone(record) || isTakenBack(record))
      .slice(0, LOOKS_BACK);
    // First: what is left beside a tag that was made again would pass for the release that has it now.
    const hidden = await hide(look, latest.filter(isTakenBack));
    const shown = await show(project, look, latest.filter(isDone));
    return [...hidden, ...shown];
  });
}

/** The same for a release that was just taken back, however old it is. One that was never done, the host never showed. */
export function hideRelease(project: Project, id: string): Promise<readonly string[]> {
  return asNotes(project, async (by) => {
    const record = await recordsOf(project).records.find(id);
    if (record === undefined || !isTakenBack(record)) return [];
    const look = await lookAt(project, by);
    return hide(
      look,
      look.releases.filter(({ opening }) => opening.id === id),
    );
  });
}

async function asNotes(
  { config }: Project,
  work: (by: AnnounceBy) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const by = config?.hostReleases ?? "none";
  if (by === "none") return [];
  try {
    return await work(by);
  } catch (error) {
    // Whatever it is: what has arrived has arrived, and what was taken back is gone.
    const { message, hint } = describeError(error);
    const next = hint === undefined ? "" : ` ${hint}`;
    return [
      `the code host does not show the releases as they are, and the next run tries again: ${message}.${next}`,
    ];
  }
}

interface Look {
  readonly by: AnnounceBy;
  readonly forge: Forge;
  /** The newest first. */
  readonly releases: readonly ReleaseRecord[];
}

/** Throws where the remote cannot be asked: this clone alone may not know that a release was taken back, or made again. */
async function lookAt(project: Project, by: AnnounceBy): Promise<Look> {
  const forge = await openHost(project);
  const { releases, unasked } = await allReleases(recordsOf(project));
  if (unasked) throw ReleaseError.from(unasked);
  return { by, forge, releases };
}

async function show(
  project: Project,
  { by, forge }: Look,
  done: readonly ReleaseRecord[],
): Promise<readonly string[]> {
  const { showMissing } = await import("@convoy/forge");
  const options = { by, longest: forge.longestBody };
  const announced = await Promise.all(done.map((record) => announcedOf(project, record, options)));
  return noteOf("shown on the code host", await showMissing(forge, announced));
}

async function hide(
  { by, forge, releases }: Look,
  takenBack: readonly ReleaseRecord[],
): Promise<readonly string[]> {
  const oldest = takenBack.at(-1);
  if (oldest === undefined) return [];
  const unwanted = unwantedOf(takenBack, by, releases);
  const since = releases.slice(0, releases.indexOf(oldest) + 1);
  const among = since.reduce((sum, { opening }) => sum + Object.keys(opening.tags).length, 0);
  return noteOf("no longer shown on the code host", await forge.removeReleases(unwanted, among));
}

function noteOf(what: string, tags: readonly string[]): readonly string[] {
  return tags.length === 0 ? [] : [`${what}: ${tags.length === 1 ? tags[0] : `${tags.length} releases`}`];
}
