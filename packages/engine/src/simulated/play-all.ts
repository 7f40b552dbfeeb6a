import { play } from "./world/simulation.ts";

export interface PlayedAll {
  readonly stories: number;
  readonly outcomes: ReadonlyMap<string, number>;
}

/**
 * Plays the stories of the seeds from 0 up to `count`, or the `only` one. Throws at the first breach, with its seed
 * and all that happened in its story; `CONVOY_SEED=N` plays that story alone.
 */
export async function playAll({
  count,
  only,
}: {
  readonly count: number;
  readonly only: string | undefined;
}): Promise<PlayedAll> {
  const seeds = only === undefined ? Array.from({ length: count }, (_, seed) => seed) : [Number(only)];
  const outcomes = new Map<string, number>();
  for (const seed of seeds) {
    const { outcome, breach, trace } = await play(seed);
    if (breach !== undefined)
      throw new Error(`seed ${seed} (CONVOY_SEED=${seed} plays it again)\n${trace.join("\n")}\n${breach}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return { stories: seeds.length, outcomes };
}
