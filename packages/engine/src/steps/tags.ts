import { ReleaseError, tagsToCorrect } from "@convoy/core";
import type { Run } from "../release/run.ts";
import type { Work } from "./drive.ts";
import { lookAtChannel } from "./look.ts";
import { backoff } from "./write.ts";

/** Points the dist-tags of a package that has arrived where the plan, or what was before, has them. */
export function correctTags(run: Run): Work {
  return {
    act: (name) => pointTags(run, name, tagsToCorrect(run.packageSituation(name), "forward")),
    confirm: (name) => untilTagged(run, name),
  };
}

/** Looks until consumers see the tags as they should be; setting them again meanwhile would only add to the load. */
async function untilTagged(run: Run, name: string): Promise<void> {
  const { clock, ceilings, target } = run.ports;
  const deadline = clock.now() + ceilings.visibleMs;
  for (let attempt = 1; ; attempt += 1) {
    await lookAtChannel(run, name);
    if (tagsToCorrect(run.packageSituation(name), "forward").size === 0) return;
    if (clock.now() >= deadline) {
      throw new ReleaseError(
        "NOT_VISIBLE",
        `${target.channel.label} does not show the dist-tags of ${name} after ${ceilings.visibleMs / 1000} s`,
      );
    }
    await clock.sleep(backoff(attempt, run.ports));
  }
}

/** Sets each tag to its version, or removes it where the version is null. A lost reply is settled by asking again. */
export async function pointTags(
  run: Run,
  name: string,
  tags: ReadonlyMap<string, string | null>,
): Promise<void> {
  for (const [tag, version] of tags) await pointTag(run, name, { tag, version });
}

async function pointTag(
  run: Run,
  name: string,
  wanted: { readonly tag: string; readonly version: string | null },
): Promise<void> {
  const { target, clock, ceilings } = run.ports;
  for (let attempt = 1; ; attempt += 1) {
    const reply = await target.channel.setDistTag(name, wanted.tag, wanted.version);
    if (reply.kind === "accepted") return;
    const error =
      reply.kind === "exists"
        ? {
            code: "TAG_CONFLICT",
            message: `${target.channel.label} refused dist-tag ${wanted.tag} of ${name}`,
          }
        : reply.error;
    if (reply.kind === "refused" || attempt >= ceilings.attempts) throw ReleaseError.from(error);
    // Setting a tag again does no harm, so a lost reply needs no look in between.
    await clock.sleep(backoff(attempt, run.ports));
  }
}
