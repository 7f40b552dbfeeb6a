import { isOurs, ReleaseError, tagsToCorrect, type Place, type Presence } from "@convoy/core";
import type { Repository } from "../ports.ts";
import type { Run } from "../release/run.ts";
import type { Work } from "./drive.ts";
import { lookAtChannel, lookAtStage, stagedTarget } from "./look.ts";
import { pointTags } from "./tags.ts";
import { backoff } from "./write.ts";

/**
 * Takes a package out of the channel: first its dist-tags, so that none ever names a version that is gone, then the
 * version, if this release put it there. Confirmed when consumers no longer see it.
 */
export function withdrawFrom(run: Run): Work {
  const { channel } = run.ports.target;
  return {
    async act(name) {
      const situation = run.packageSituation(name);
      await pointTags(run, name, tagsToCorrect(situation, "back"));
      const present = situation.facts.channel;
      if (present?.kind !== "present" || !isOurs(situation, "channel")) return;
      await takeOut(run, channel, { name, present, lastOf: !run.beforeOf(name).known });
    },
    confirm: (name) => untilGone(run, name, "channel"),
  };
}

/** Takes a version out of the stage. */
export function discardFrom(run: Run): Work {
  const { stage } = stagedTarget(run);
  return {
    async act(name) {
      const present = run.belief.of(name).stage;
      if (present?.kind === "present") await takeOut(run, stage, { name, present, lastOf: false });
    },
    confirm: (name) => untilGone(run, name, "stage"),
  };
}

interface Removal {
  readonly name: string;
  readonly present: Extract<Presence, { readonly kind: "present" }>;
  readonly lastOf: boolean;
}

async function takeOut(run: Run, repository: Repository, removal: Removal): Promise<void> {
  const { name, present, lastOf } = removal;
  const { version } = run.goalOf(name);
  for (let attempt = 1; ; attempt += 1) {
    const reply = await repository.remove(name, version, present, { lastOf });
    if (reply.kind === "removed" || reply.kind === "absent") return;
    if (reply.kind === "changed") {
      throw new ReleaseError(
        "CHANGED_SINCE",
        `${name}@${version} in ${repository.label} is no longer what this release put there`,
        {
          hint: "Somebody changed it meanwhile, so it was left alone. Look at it, and remove it by hand if it should go.",
        },
      );
    }
    if (reply.kind === "refused" || attempt >= run.ports.ceilings.attempts)
      throw ReleaseError.from(reply.error);
    await run.ports.clock.sleep(backoff(attempt, run.ports));
  }
}

/** A version that is not ours stays; any other must be gone, and no dist-tag of the channel may be left behind. */
async function untilGone(run: Run, name: string, place: Place): Promise<void> {
  const { clock, ceilings } = run.ports;
  const { version } = run.goalOf(name);
  const deadline = clock.now() + ceilings.visibleMs;
  for (let attempt = 1; ; attempt += 1) {
    await (place === "stage" ? lookAtStage(run, name) : lookAtChannel(run, name));
    const situation = run.packageSituation(name);
    const tagged = place === "channel" && tagsToCorrect(situation, "back").size > 0;
    if (!isOurs(situation, place) && !tagged) return;
    if (clock.now() >= deadline) {
      throw new ReleaseError(
        "STILL_VISIBLE",
        `${name}@${version} is still served ${ceilings.visibleMs / 1000} s after its removal`,
      );
    }
    await clock.sleep(backoff(attempt, run.ports));
  }
}
