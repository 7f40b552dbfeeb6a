import { resume as resumeRelease, rollBack } from "@convoy/engine";
import type { Host } from "../host.ts";
import { recordsOf, requireRelease, unfinishedId } from "../wiring/records.ts";
import { inSession, type RunOptions } from "../wiring/session.ts";

/** Carries on the release that stopped, in the direction in which it was going. */
export async function resume(host: Host, options: RunOptions, named: string | undefined): Promise<number> {
  const ended = await inSession(host, options, {
    asked: "forward",
    run: async ({ project, open }) => {
      const records = recordsOf(project);
      const id = named ?? (await unfinishedId(records));
      await requireRelease(id, records);
      return resumeRelease(id, (await open()).ports);
    },
  });
  return ended.exitCode;
}

/** Takes a release back. It always wants the id: what is taken back is named, not guessed. */
export async function rollback(host: Host, options: RunOptions, id: string): Promise<number> {
  const ended = await inSession(host, options, {
    asked: "back",
    run: async ({ project, open }) => {
      await requireRelease(id, recordsOf(project));
      return rollBack(id, (await open()).ports);
    },
  });
  return ended.exitCode;
}
