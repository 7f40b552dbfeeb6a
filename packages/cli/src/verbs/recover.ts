import { resume as resumeRelease, rollBack } from "@convoy/engine";
import type { Host } from "../host.ts";
import { openProject } from "../wiring/project.ts";
import { inSession, type RunOptions } from "../wiring/session.ts";
import { unfinishedId } from "./status.ts";

/** Carries on the release that stopped, in the direction in which it was going. */
export async function resume(host: Host, options: RunOptions, id: string | undefined): Promise<number> {
  const project = await openProject(host, options);
  return inSession(project, options, {
    asked: "forward",
    run: async ({ ports }) => resumeRelease(id ?? (await unfinishedId(ports.records)), ports),
  });
}

/** Takes a release back. It always wants the id: what is taken back is named, not guessed. */
export async function rollback(host: Host, options: RunOptions, id: string): Promise<number> {
  const project = await openProject(host, options);
  return inSession(project, options, { asked: "back", run: ({ ports }) => rollBack(id, ports) });
}
