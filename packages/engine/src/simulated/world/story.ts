import fc from "fast-check";
import type { Crash } from "./simulated-process.ts";
import type { Climate, Operation, WriteFault } from "./weather.ts";

/** How a package of the plan stands in the channel, or in the stage, before the release. */
export type Was =
  | "existing"
  | "new"
  /** The planned version is there, with the planned bytes. */
  | "same"
  /** The planned version is there, with other bytes. */
  | "other"
  /** The planned version is there and hidden from consumers. */
  | "archived"
  /** The planned version is in the stage, with other bytes, from somebody's earlier attempt. */
  | "staged";

export interface StoryPackage {
  /** Which of the earlier packages it depends on. */
  readonly dependsOn: readonly number[];
  readonly was: Was;
  readonly distTag: "latest" | "next";
  readonly exact: boolean;
}

/** What others do while the release goes on. */
export type Foreign = {
  /** `install`: consumers install all that there is, and what they lock now must work for ever. */
  readonly act: "publish" | "retag" | "tag-ours" | "push" | "git-tag" | "edit" | "claim" | "install";
  readonly which: number;
  /** At which effect of the first process. */
  readonly at: number;
};

/** One process that carries the release on, or takes it back. */
export interface Chapter {
  readonly verb: "resume" | "rollback";
  readonly elsewhere: boolean;
  readonly pauseMs: number;
  readonly crash: Crash | null;
}

export interface Story {
  readonly strategy: "staged" | "direct";
  readonly onFailure: "rollback" | "hold";
  readonly verb: "release" | "publish";
  readonly packages: readonly StoryPackage[];
  readonly climate: Climate;
  readonly crash: Crash | null;
  /** The effect at which the user wants the first process to stop, and how long it may take to do so. */
  readonly interrupt: { readonly at: number; readonly graceMs: number } | null;
  /** At which effect of the first process another machine begins a release of its own. */
  readonly rival: number | null;
  readonly foreign: readonly Foreign[];
  readonly chapters: readonly Chapter[];
  /** How the processes die that take the release back although it is done; null when nobody wants that. */
  readonly regret: readonly (Crash | null)[] | null;
  /** The plan forgets which packages come after which, as a scheduler with a defect would: to test the observer. */
  readonly unordered?: true;
}

const crash: fc.Arbitrary<Crash> = fc.record({
  at: fc.integer({ min: 1, max: 90 }),
  point: fc.constantFrom("before", "after-effect", "after-reply"),
});

const seldom = <T>(arbitrary: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 1, arbitrary }, { weight: oneIn - 1, arbitrary: fc.constant(null) });

const was: fc.Arbitrary<Was> = fc.oneof(
  { weight: 60, arbitrary: fc.constant("existing" as const) },
  { weight: 25, arbitrary: fc.constant("new" as const) },
  { weight: 6, arbitrary: fc.constant("same" as const) },
  { weight: 1, arbitrary: fc.constant("other" as const) },
  { weight: 1, arbitrary: fc.constant("archived" as const) },
  { weight: 1, arbitrary: fc.constant("staged" as const) },
);

const packages: fc.Arbitrary<readonly StoryPackage[]> = fc.array(
  fc.record({
    dependsOn: fc.array(fc.nat({ max: 7 }), { maxLength: 3 }),
    was,
    distTag: fc.oneof(
      { weight: 6, arbitrary: fc.constant("latest" as const) },
      { weight: 1, arbitrary: fc.constant("next" as const) },
    ),
    exact: fc.boolean(),
  }),
  { minLength: 2, maxLength: 8 },
);

const FAULTS: readonly WriteFault[] = [
  "lose-request",
  "lose-reply",
  "late",
  "twice",
  "conflict",
  "corrupt",
  "throttle",
  "refuse",
];

const climate: fc.Arbitrary<Climate> = fc.record({
  writes: fc.constantFrom(0, 0.02, 0.1, 0.3),
  reads: fc.constantFrom(0, 0, 0.02, 0.08),
  pushes: fc.constantFrom(0, 0, 0.1, 0.3),
  disk: fc.constantFrom(0, 0, 0, 0, 0.01),
  lagMs: fc.constantFrom(0, 200, 3_000),
  stale: fc.boolean(),
  faults: fc.subarray([...FAULTS], { minLength: 1 }),
  denied: seldom(
    fc.record({
      operation: fc.constantFrom<Operation>("upload", "copy", "tag", "remove"),
      name: fc.nat({ max: 7 }).map((index) => nameOf(index)),
    }),
    6,
  ),
  outage: seldom(
    fc
      .record({ from: fc.nat({ max: 6_000 }), length: fc.nat({ max: 20_000 }) })
      .map(({ from, length }) => ({ from, to: from + length })),
    8,
  ),
});

const foreign: fc.Arbitrary<Foreign> = fc.record({
  act: fc.constantFrom("publish", "retag", "tag-ours", "push", "git-tag", "edit", "claim"),
  which: fc.nat({ max: 7 }),
  at: fc.integer({ min: 1, max: 80 }),
});

const chapter: fc.Arbitrary<Chapter> = fc.record({
  verb: fc.constantFrom("resume", "rollback"),
  elsewhere: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  pauseMs: fc.constantFrom(0, 300, 5_000),
  crash: seldom(crash, 2),
});

const stories: fc.Arbitrary<Story> = fc.record({
  strategy: fc.constantFrom("staged", "direct"),
  onFailure: fc.constantFrom("rollback", "rollback", "hold"),
  verb: fc.constantFrom("release", "release", "publish"),
  packages,
  climate,
  crash: seldom(crash, 2),
  interrupt: seldom(
    fc.record({ at: fc.integer({ min: 1, max: 60 }), graceMs: fc.constantFrom(0, 500, 30_000) }),
    8,
  ),
  rival: seldom(fc.integer({ min: 1, max: 60 }), 6),
  foreign: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(foreign, { minLength: 1, maxLength: 3 }) },
  ),
  chapters: fc.array(chapter, { maxLength: 3 }),
  regret: seldom(fc.array(seldom(crash, 2), { maxLength: 2 }), 3),
});

/** The story of a seed. */
export function storyOf(seed: number): Story {
  const [story] = fc.sample(stories, { seed, numRuns: 1 });
  if (!story) throw new Error("fast-check tells no story");
  const { climate: rough, crash: killed, chapters: later } = story;
  // Bytes that the registry damaged are known as ours by the acknowledgement in the journal alone: no fault with it.
  const simple =
    killed === null && rough.disk === 0 && later.every((one) => one.crash === null && !one.elsewhere);
  return simple
    ? story
    : { ...story, climate: { ...rough, faults: rough.faults.filter((fault) => fault !== "corrupt") } };
}

export function nameOf(index: number): string {
  return `p${index}`;
}
