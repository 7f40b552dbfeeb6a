import { play, type Played } from "./world/simulation.ts";
import type { Crash } from "./world/simulated-process.ts";
import type { Story } from "./world/story.ts";

/** Plays the story. A breach of an invariant throws, with all that happened until then. */
export async function tell(story: Story, seed = 1): Promise<Played> {
  const played = await play(seed, story);
  if (played.breach !== undefined) throw new Error([...played.trace, played.breach].join("\n"));
  return played;
}

/**
 * Tells a story with a crash at the 1st, 2nd, 3rd … effect of one of its processes (`release 1`), until that one comes
 * to its end unharmed. Answers the stories in which it did not.
 */
export async function tellAllCrashes(
  process: string,
  point: Crash["point"],
  storyOf: (crash: Crash) => Story,
): Promise<readonly Played[]> {
  const told: Played[] = [];
  for (let at = 1; ; at += 1) {
    const played = await tell(storyOf({ at, point }), at);
    if (!played.trace.some((line) => line.includes(`${process}: killed`))) return told;
    told.push(played);
  }
}
