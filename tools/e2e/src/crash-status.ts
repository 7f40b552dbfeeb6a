import { expect } from "@jest/globals";
import type { CrashWorld } from "./crash-world.ts";

/** What `convoy status --json` says of a release. */
export interface ToldRelease {
  readonly id: string;
  readonly state: string;
  readonly holder: string | null;
  readonly packages: readonly ToldPackage[];
  readonly next: string | null;
}

/** A package, as `status` and the last event of a release tell of it. */
export interface ToldPackage {
  readonly name: string;
  readonly version: string;
  readonly outcome: string;
  readonly integrity?: string;
}

/**
 * The newest release, undefined where there is none. One that has not ended names who held it and what to do, and
 * claims of no package that it is published when the channel does not show it. All older ones have ended.
 */
export async function newestTold(world: CrashWorld): Promise<ToldRelease | undefined> {
  const [newest, ...older] = await releasesTold(world);
  for (const release of older)
    expect(release).toMatchObject({ holder: null, next: null, ...overIn(release) });
  if (newest === undefined || newest.next === null) return newest;
  const { id, holder, next, packages, state } = newest;
  // Nobody holds what has ended for all others, when only this clone is behind.
  const isOver = state === "DONE" || state === "ABORTED";
  if (!isOver || holder !== null) expect(holder).toMatch(/^process \d+ on /);
  expect([`convoy resume ${id}`, `convoy rollback ${id}`]).toContain(next);
  const claimed = packages.filter(({ outcome }) => outcome === "published");
  if (claimed.length === 0) return newest;
  const { channel } = await world.everything();
  for (const { name, version } of claimed) expect(channel[name]?.versions).toHaveProperty([version]);
  return newest;
}

async function releasesTold(world: CrashWorld): Promise<readonly ToldRelease[]> {
  const { exitCode, stderr, last } = await world.convoy("status");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return last?.["releases"] as ToldRelease[];
}

function overIn({ state }: ToldRelease): { readonly state: string } {
  return { state: state === "DONE" ? "DONE" : "ABORTED" };
}
