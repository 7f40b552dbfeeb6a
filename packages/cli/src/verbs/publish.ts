import { chosenWithNeeds, problemsInChoice, type ReleaseReport } from "@convoy/core";
import { carryOut, type ReleaseOrder } from "@convoy/engine";
import { refuseProblems } from "../answer.ts";
import type { Host } from "../host.ts";
import { lookAtAll } from "../wiring/channel.ts";
import { endWithNothing } from "../wiring/empty-report.ts";
import { orderFor } from "../wiring/order.ts";
import { refuseUnusablePacking } from "../wiring/packing.ts";
import { planFromManifests } from "../wiring/plans.ts";
import { packedFolder, planOfPacked } from "../wiring/packed.ts";
import { mayBegin } from "../wiring/may-begin.ts";
import {
  chooseToPublish,
  refuseAsAsked,
  refuseUnknown,
  type PublishChoice,
} from "../wiring/publish-choice.ts";
import { inSession, type Ended, type RunOptions, type Session } from "../wiring/session.ts";
import { namedTags } from "../wiring/tags.ts";

export interface PublishOptions extends RunOptions {
  /** A file that names the packages. Without it: all that the channel lacks. */
  readonly request?: string;
}

/** Publishes the versions in the manifests that the channel lacks. No version changes, and no commit is made. */
export async function publish(host: Host, options: PublishOptions): Promise<number> {
  return (await publishAndReport(host, options)).exitCode;
}

/** The same, with what came of it. */
export async function publishAndReport(host: Host, options: PublishOptions): Promise<Ended> {
  return inSession(host, options, {
    asked: "forward",
    run: async (session) => {
      if (options.request === undefined) return publishIn(session, options);
      const choice = await chooseToPublish(session.project, options.request);
      return publishChosen(session, options, choice);
    },
  });
}

/** What the caller has made in git is taken back also when the release is refused before it began. */
async function publishChosen(
  session: Session,
  options: RunOptions,
  choice: PublishChoice,
): Promise<ReleaseReport> {
  try {
    refuseAsAsked(choice);
    return await publishIn(session, options, choice);
  } catch (refusal) {
    if (choice.made) await session.project.git.retract(choice.made);
    throw refusal;
  }
}

/** The same in a session that is open. Without a choice it is everything that the channel lacks. */
export async function publishIn(
  { project, emit, open }: Session,
  options: RunOptions,
  choice?: PublishChoice,
): Promise<ReleaseReport> {
  await mayBegin(project, options, emit);
  project.git.lookAhead({ commits: false });
  const reading = await project.read();
  if (choice) refuseUnknown(choice, reading.packages);
  const folder = packedFolder(project.host, options);
  if (folder === undefined) await refuseUnusablePacking(project);
  const { opened, ports } = await open();
  const wanted = choice ? chosenWithNeeds(reading, new Set(choice.turns.keys())) : reading.packages;
  const channel = await lookAtAll({ ...reading, packages: wanted }, opened);
  const lacking = await planFromManifests(
    project,
    channel,
    choice ? { ...options, turns: choice.turns } : options,
  );
  const plan = folder === undefined ? lacking : await planOfPacked(folder, lacking);
  if (choice) refuseProblems(problemsInChoice(plan, reading, channel));
  if (plan.releases.length === 0) return endWithNothing(emit, opened.requests);
  const order = orderFor(project, { verb: "publish", plan, seen: channel }, options);
  return carryOut(choice ? asChosen(order, choice) : order, ports);
}

/** The tags by the names that the caller wants, and what it has made for this release. */
function asChosen(order: ReleaseOrder, { made, request }: PublishChoice): ReleaseOrder {
  const tags = request.tags === undefined ? order.tags : namedTags(order.plan, request.tags);
  return { ...order, tags, ...(made === undefined ? {} : { made }) };
}
