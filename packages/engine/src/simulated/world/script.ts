import type { PlannedRelease } from "@convoy/core";
import type { ReleaseOrder } from "../../release/order.ts";
import type { PackageStore } from "./package-store.ts";
import { nameOf, type Story, type StoryPackage } from "./story.ts";
import type { Packing } from "./tree-port.ts";

/** A package of the story with its place in the graph. */
export interface Cast extends StoryPackage {
  readonly name: string;
  readonly after: readonly string[];
}

const OLD = "1.0.0";
export const NEW = "1.1.0";

/** The packages of a story, dependencies first. One whose version is fixed already depends on nothing. */
export function castOf({ packages }: Story): readonly Cast[] {
  return packages.map((one, index) => {
    const free = index === 0 || one.was === "same" || one.was === "other" || one.was === "archived";
    const after = free ? [] : [...new Set(one.dependsOn.map((at) => nameOf(at % index)))];
    return { ...one, name: nameOf(index), after };
  });
}

/** What the user asks for: every package from 1.0.0 to 1.1.0, or to a later version. */
export function orderOf(story: Story, cast: readonly Cast[], to: string = NEW): ReleaseOrder {
  const releases = cast.map(({ name, after, distTag }): PlannedRelease => ({
    name,
    dir: `packages/${name}`,
    from: OLD,
    to,
    bump: "minor",
    because: [],
    after: story.unordered ? [] : after,
    distTag,
  }));
  return {
    verb: story.verb,
    plan: { format: 1, commit: "base", releases, estimate: { requests: 0, depth: 1 } },
    onFailure: story.onFailure,
    tags: Object.fromEntries(releases.map(({ name }) => [name, `${name}@${to}`])),
    commitMessage: "chore: release",
    waitMs: 0,
  };
}

/** Each packing makes other bytes, as another umask would: a release that packs twice is found out. */
export function packingOf(cast: readonly Cast[]): Packing {
  const byName = new Map(cast.map((one) => [one.name, one]));
  let packed = 0;
  return {
    integrityOf({ name, to }) {
      packed += 1;
      const fixed = byName.get(name)?.was === "same" && to === NEW;
      return fixed ? fixedBytes(name) : `sha512-${name}@${to}-${packed}`;
    },
    dependenciesOf({ name, to }) {
      const { exact = false, after = [] } = byName.get(name) ?? {};
      const range = exact ? to : `^${to}`;
      return Object.fromEntries(after.map((dependency) => [dependency, range]));
    },
  };
}

/** Fills the repositories with what was there before the story begins. */
export function setTheScene(
  cast: readonly Cast[],
  { stage, channel }: { readonly stage: PackageStore; readonly channel: PackageStore },
): void {
  const known = new Set(cast.filter(({ was }) => was !== "new").map(({ name }) => name));
  for (const { name, after, was } of cast) {
    if (was === "new") continue;
    const old = after.filter((dependency) => known.has(dependency));
    const dependencies = Object.fromEntries(old.map((dependency) => [dependency, `^${OLD}`]));
    channel.put(name, OLD, {
      integrity: `sha512-${name}@${OLD}`,
      origin: "history",
      dependencies,
      tags: ["latest"],
    });
    const there = { origin: "history", dependencies: {}, tags: [] } as const;
    if (was === "same") channel.put(name, NEW, { ...there, integrity: fixedBytes(name) });
    if (was === "other" || was === "archived")
      channel.put(name, NEW, { ...there, integrity: "sha512-other" });
    if (was === "archived") channel.archive(name, NEW);
    if (was === "staged") stage.put(name, NEW, { ...there, integrity: "sha512-other", tags: ["latest"] });
  }
  stage.settle();
  channel.settle();
}

function fixedBytes(name: string): string {
  return `sha512-${name}@${NEW}-fixed`;
}
