import { ReleaseError } from "@convoy/core";
import { findRemote } from "../git/choose-remote.ts";
import type { Clone } from "../git/clone.ts";

export interface StandIn {
  /** By the name of the remote that it stands in for; null where there is none. */
  readonly remote: string | null;
  readonly folder: string;
  /** The remote that the settings ask for. */
  readonly wanted: string | undefined;
}

/**
 * Names the stand-in in the clone, and makes sure that nothing which is pushed from there goes anywhere else: settings of
 * the user can name remotes and rewrite URLs in every repository. Throws `REHEARSAL_NOT_SEALED`.
 */
export async function connect(clone: Clone, { remote, folder, wanted }: StandIn): Promise<void> {
  if (remote !== null) await clone.run(["config", "--local", `remote.${remote}.url`, folder]);
  const chosen = await findRemote(clone, wanted);
  const places = chosen.remote === null ? [] : await urlsOf(clone, chosen.remote);
  if (chosen.remote === remote && places.every((place) => place === folder)) return;
  const elsewhere = places.filter((place) => place !== folder);
  throw new ReleaseError(
    "REHEARSAL_NOT_SEALED",
    `from the clone of a rehearsal git would push to ${elsewhere.join(", ") || chosen.remote || "no remote"}`,
    {
      hint: "See `git config --global --get-regexp '^(remote|url)'`: a setting of yours is for all repositories.",
    },
  );
}

async function urlsOf(clone: Clone, remote: string): Promise<readonly string[]> {
  const [fetched, pushed] = await Promise.all([
    clone.run(["remote", "get-url", "--all", "--", remote]),
    clone.run(["remote", "get-url", "--all", "--push", "--", remote]),
  ]);
  return `${fetched}${pushed}`.split("\n").filter((line) => line !== "");
}
