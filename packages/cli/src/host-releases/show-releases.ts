import { describeError } from "@convoy/core";
import type { ReleaseRecord } from "@convoy/engine";
import { openHost } from "../pull-request/open-host.ts";
import type { Project } from "../wiring/project.ts";
import { allReleases, recordsOf } from "../wiring/records.ts";
import { announcedOf, type AnnounceBy } from "./announced.ts";

/** How far a run looks back for what an earlier one could not show. */
const LOOKS_BACK = 3;

/**
 * Has the code host show the releases that are done, where the settings want it. It is no part of any release: what goes
 * wrong is answered as notes, and the next run that finds nothing in its way makes up for it.
 */
export async function showReleases(project: Project): Promise<readonly string[]> {
  const by = project.config?.hostReleases ?? "none";
  if (by === "none") return [];
  try {
    const made = await showOn(project, by);
    return made.length === 0
      ? []
      : [`shown on the code host: ${made.length === 1 ? made[0] : `${made.length} releases`}`];
  } catch (error) {
    // Whatever it is: what has arrived has arrived.
    const { message, hint } = describeError(error);
    const next = hint === undefined ? "" : ` ${hint}`;
    return [`the code host does not show the release yet, and the next run tries again: ${message}.${next}`];
  }
}

async function showOn(project: Project, by: AnnounceBy): Promise<readonly string[]> {
  const { showMissing } = await import("@convoy/forge");
  const forge = await openHost(project);
  const { releases } = await allReleases(recordsOf(project));
  const done = releases.filter(isDone).slice(0, LOOKS_BACK);
  const options = { by, longest: forge.longestBody };
  return showMissing(forge, await Promise.all(done.map((record) => announcedOf(project, record, options))));
}

function isDone({ ended, state, opening }: ReleaseRecord): boolean {
  return ended && state === "DONE" && Object.keys(opening.tags).length > 0;
}
