import { buildWorkspace, git, packagesOf, type FakeCodeHost } from "@convoy/testkit";
import { findPlace } from "./finding/find-place.ts";
import type { Forge, HostRelease } from "./forge.ts";
import { openForge } from "./open-forge.ts";

/** What a CI run on this host opens. */
export function forgeOn({ env }: Pick<FakeCodeHost, "env">): Promise<Forge> {
  return openForge(findPlace({ env, remoteUrl: null }));
}

/** A release of nothing in particular, beside this tag. */
export function releaseOf(tag: string, commit: string): HostRelease {
  return { tag, commit, title: tag, notes: "n", prerelease: false, latest: true };
}

export interface ShowingHost {
  readonly forge: Forge;
  readonly host: FakeCodeHost;
  readonly inOrigin: (...args: readonly string[]) => Promise<string>;
}

/** A host on which releases are shown beside these tags, the oldest first. */
export async function hostShowing(
  start: (options: { readonly origin: string }) => Promise<FakeCodeHost>,
  tags: readonly string[],
): Promise<ShowingHost> {
  const { origin } = await buildWorkspace({ packages: packagesOf("codec") });
  const host = await start({ origin });
  const forge = await forgeOn(host);
  for (const tag of tags) await forge.release(releaseOf(tag, await git(origin, ["rev-parse", "main"])));
  return { forge, host, inOrigin: (...args) => git(origin, args) };
}
