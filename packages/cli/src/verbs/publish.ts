import { chosenWithNeeds, problemsInChoice, type ReleaseReport } from "@convoy/core";
import { carryOut } from "@convoy/engine";
import { refuseProblems } from "../answer.ts";
import type { Host } from "../host.ts";
import { lookAtAll } from "../wiring/channel.ts";
import { endWithNothing } from "../wiring/empty-report.ts";
import { orderFor } from "../wiring/order.ts";
import { planFromManifests } from "../wiring/plans.ts";
import { mayBegin } from "../wiring/may-begin.ts";
import {
  chooseToPublish,
  refuseAsAsked,
  refuseUnknown,
  type PublishChoice,
} from "../wiring/publish-choice.ts";
import { inSession, type RunOptions, type Session } from "../wiring/session.ts";
import { namedTags } from "../wiring/tags.ts";

export interface PublishOptions extends RunOptions {
  /** A file that names the packages. Without it: all that the channel lacks. */
  readonly request?: string;
}

/** Publishes the versions in the manifests that the channel lacks. No version changes, and no commit is made. */
export async function publish(host: Host, options: PublishOptions): Promise<number> {
  return inSession(host, options, {
    asked: "forward",
    run: async (session) => {
      if (options.request === undefined) return publishAll(session, options);
      const choice = await chooseToPublish(session.project, options.request);
      return publishChosen(session, options, choice);
    },
  });
}

async function publishAll({ project, emit, open }: Session, options: RunOptions): Promise<ReleaseReport> {
  await mayBegin(project, options, emit);
  project.git.lookAhead({ commits: false });
  const reading = await project.read();
  const { opened, ports } = await open();
  const channel = await lookAtAll(reading, opened);
  const plan = await planFromManifests(project, channel, options);
  if (plan.releases.length === 0) return endWithNothing(emit, opened.requests);
  return carryOut(orderFor(project, { verb: "publish", plan, seen: channel }, options), ports);
}

/** What the caller has made in git is taken back also when the release is refused before it began. */
async function publishChosen(
  session: Session,
  options: RunOptions,
  choice: PublishChoice,
): Promise<ReleaseReport> {
  try {
    return await carryOutChoice(session, options, choice);
  } catch (refusal) {
    if (choice.made) await session.project.git.retract(choice.made);
    throw refusal;
  }
}

async function carryOutChoice(
  { project, emit, open }: Session,
  options: RunOptions,
  choice: PublishChoice,
): Promise<ReleaseReport> {
  refuseAsAsked(choice);
  await mayBegin(project, options, emit);
  const reading = await project.read();
  refuseUnknown(choice, reading.packages);
  const { opened, ports } = await open();
  const packages = chosenWithNeeds(reading, new Set(choice.turns.keys()));
  const channel = await lookAtAll({ ...reading, packages }, opened);
  const plan = await planFromManifests(project, channel, { ...options, turns: choice.turns });
  refuseProblems(problemsInChoice(plan, reading, channel));
  if (plan.releases.length === 0) return endWithNothing(emit, opened.requests);
  const { made, request } = choice;
  const order = orderFor(project, { verb: "publish", plan, seen: channel }, options);
  const tags = request.tags === undefined ? order.tags : namedTags(plan, request.tags);
  return carryOut({ ...order, tags, ...(made === undefined ? {} : { made }) }, ports);
}
