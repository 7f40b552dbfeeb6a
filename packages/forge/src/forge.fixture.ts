import type { FakeCodeHost } from "@convoy/testkit";
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
