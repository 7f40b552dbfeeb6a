import type { FakeCodeHost } from "@convoy/testkit";
import { findPlace } from "./finding/find-place.ts";
import type { Forge } from "./forge.ts";
import { openForge } from "./open-forge.ts";

/** What a CI run on this host opens. */
export function forgeOn({ env }: Pick<FakeCodeHost, "env">): Promise<Forge> {
  return openForge(findPlace({ env, remoteUrl: null }));
}
