import {
  ReleaseError,
  tagsGoingBack,
  type PackageBefore,
  type PackageView,
  type PlannedRelease,
} from "@convoy/core";
import type { Opening } from "../journal/entry.ts";
import type { EnginePorts } from "../ports.ts";
import { allOf } from "../steps/all-of.ts";
import type { ReleaseOrder } from "./order.ts";
import { newReleaseId } from "./release-id.ts";
import { refuseUnfinished } from "./refuse-unfinished.ts";

/**
 * Looks at git and at the channel, refuses what cannot end well, and answers all that is to be recorded before
 * the first effect. Reads only: when this throws, nothing has begun.
 */
export async function begin(order: ReleaseOrder, ports: EnginePorts): Promise<Opening> {
  await refuseUnfinished(ports);
  const commits = order.verb === "release" && order.snapshot === undefined;
  const start = await ports.git.preflight({ tags: Object.values(order.tags), commits });
  const published = order.plan.releases.filter(({ publish }) => publish !== false);
  const before = await lookBefore(published, order.seen ?? new Map(), ports);
  const [problem, ...more] = tagsGoingBack(published, (name) => before[name]?.distTags);
  if (problem) {
    const messages = [problem, ...more].map(({ message }) => message);
    throw new ReleaseError(problem.code, messages.join("\n"), { hint: problem.hint ?? "" });
  }
  const startedAt = ports.clock.wall();
  return {
    kind: "opened",
    format: 1,
    id: newReleaseId(startedAt, ports.random),
    verb: order.verb,
    strategy: ports.target.strategy,
    onFailure: order.onFailure,
    target: ports.target.channel.label,
    plan: order.plan,
    start,
    tags: order.tags,
    commitMessage: order.commitMessage,
    ...(order.made === undefined ? {} : { made: order.made }),
    ...(order.snapshot === undefined ? {} : { snapshot: order.snapshot }),
    before,
    holder: ports.holder,
    startedAt,
  };
}

/** One look at each package: what a rollback must return to. */
async function lookBefore(
  releases: readonly PlannedRelease[],
  seen: ReadonlyMap<string, PackageView>,
  { target, ceilings }: EnginePorts,
): Promise<Readonly<Record<string, PackageBefore>>> {
  const entries = await allOf(releases, ceilings.read, async ({ name, to }) => {
    const { versions, distTags } = seen.get(name) ?? (await target.channel.look(name));
    return [name, { known: versions.size > 0, version: versions.get(to) ?? null, distTags }] as const;
  });
  return Object.fromEntries(entries);
}
