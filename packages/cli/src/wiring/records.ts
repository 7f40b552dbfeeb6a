import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { openRecords, type ReleaseRecord, type ReleaseRecords } from "@convoy/engine";
import { openGit } from "@convoy/workspace";
import type { CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { rootOf, type Project } from "./project.ts";

export function recordsOf({ git }: Pick<Project, "git">): ReleaseRecords {
  return openRecords(join(git.gitDirectory(), "convoy", "releases"));
}

/** The records alone: a release must be found again whatever it, or somebody, has left in the files. */
export async function recordsAt(host: Host, options: Pick<CommonOptions, "cwd">): Promise<ReleaseRecords> {
  return recordsOf({ git: await openGit(await rootOf(host, options), { env: host.env }) });
}

/** The release of this clone that has not ended. */
export async function unfinishedRelease(
  records: Pick<ReleaseRecords, "list">,
): Promise<ReleaseRecord | undefined> {
  return (await records.list()).find(({ ended }) => !ended);
}

/** The release to act on where the user names none: the one that has not ended. */
export async function unfinishedId(records: Pick<ReleaseRecords, "list">): Promise<string> {
  const unfinished = await unfinishedRelease(records);
  if (unfinished) return unfinished.opening.id;
  throw new ReleaseError("NOTHING_UNFINISHED", "every release that this clone knows has ended", {
    hint: "Run `convoy status` to see them.",
  });
}

/**
 * Refuses to plan while a release has not ended: it may have used up the changesets and written versions, so that a
 * plan made now would say that there is nothing to do. Throws `RELEASE_UNFINISHED`.
 */
export async function refuseUnfinished(records: Pick<ReleaseRecords, "list">): Promise<void> {
  const unfinished = await unfinishedRelease(records);
  if (!unfinished) return;
  const { id, holder, verb } = unfinished.opening;
  throw new ReleaseError(
    "RELEASE_UNFINISHED",
    `release ${id} (\`convoy ${verb}\` of process ${holder.pid} on ${holder.host}) has not ended`,
    { hint: `Run \`convoy rollback ${id}\` to take it back, or \`convoy resume ${id}\` to carry on.` },
  );
}

/** The one command that ends the release; null when it has ended. */
export function nextCommand({ ended, turnedBack, opening }: ReleaseRecord): string | null {
  return ended ? null : `convoy ${turnedBack ? "rollback" : "resume"} ${opening.id}`;
}
