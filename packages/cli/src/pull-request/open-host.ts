import type { Forge } from "@convoy/forge";
import type { Project } from "../wiring/project.ts";

/** The repository on its code host. Throws where host or token are not known; asks nothing yet. */
export async function openHost({ host, git, config }: Project): Promise<Forge> {
  const { findPlace, openForge } = await import("@convoy/forge");
  return openForge(findPlace({ env: host.env, remoteUrl: await git.remoteUrl(), kind: config?.host }));
}
