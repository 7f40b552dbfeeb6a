import type { Story, StoryPackage } from "./world/story.ts";
import type { Climate } from "./world/weather.ts";

/** Nothing fails, and consumers see a change within a fifth of a second. */
export const FAIR: Climate = {
  writes: 0,
  reads: 0,
  pushes: 0,
  disk: 0,
  lagMs: 200,
  stale: false,
  denied: null,
  outage: null,
  faults: [],
};

/** A story of three packages, each of which depends on the one before it. */
export function chain(strategy: Story["strategy"], changes: Partial<Story> = {}): Story {
  const packages = [[], [0], [1]].map((dependsOn): StoryPackage => ({
    dependsOn,
    was: "existing",
    distTag: "latest",
    exact: false,
  }));
  return {
    strategy,
    onFailure: "rollback",
    verb: "release",
    packages,
    climate: FAIR,
    crash: null,
    interrupt: null,
    rival: null,
    foreign: [],
    chapters: [],
    regret: null,
    ...changes,
  };
}
