import type { ReleasePlan } from "@convoy/core";
import { refuseUnfinished } from "@convoy/engine";
import { print, printError, type Answer } from "../answer.ts";
import { DONE } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { showReleases } from "../host-releases/show-releases.ts";
import { baseBranch } from "../pull-request/base-branch.ts";
import { describeProposal } from "../pull-request/describe.ts";
import { openHost } from "../pull-request/open-host.ts";
import { proposalOf, releaseBranch } from "../pull-request/proposal.ts";
import { propose } from "../pull-request/propose.ts";
import { publishMerged } from "../pull-request/publish-merged.ts";
import { isRunningHere } from "../wiring/holder.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { openProject, type Project } from "../wiring/project.ts";
import { recordsOf } from "../wiring/records.ts";
import type { RunOptions } from "../wiring/session.ts";

export interface PrOptions extends RunOptions {
  readonly dryRun?: true;
  /** Also publish, when nothing is left to propose. */
  readonly publish: boolean;
}

/**
 * What a push to the base branch calls for: with changesets, the release pull request; without, the versions that the
 * channel lacks. Which of the two, changesets and channel say, never a tag. One document on standard output.
 */
export async function pr(host: Host, options: PrOptions): Promise<number> {
  try {
    const project = await openProject(host, options);
    await refuseUnfinished({ ...recordsOf(project), isRunning: isRunningHere(host) });
    const { plan, changes } = await planFromChanges(project, options);
    const answer =
      plan.releases.length > 0
        ? await keepPullRequest(project, plan, options)
        : await withoutChangesets(project, options);
    // A run that publishes has done so already.
    const shows = !options.dryRun && (plan.releases.length > 0 || !options.publish);
    const shown = shows ? await showReleases(project) : [];
    print(host, options, { ...answer, notes: [...changes.notes, ...(answer.notes ?? []), ...shown] });
    return answer.exitCode ?? DONE;
  } catch (thrown) {
    return printError(host, { ...options, output: "document" }, thrown);
  }
}

async function keepPullRequest(project: Project, plan: ReleasePlan, options: PrOptions): Promise<Answer> {
  const base = await baseBranch(project);
  // What is missing is said before the version step is run.
  const forge = options.dryRun ? undefined : await openHost(project);
  const proposal = await proposalOf(project, plan, base);
  return forge === undefined ? describeProposal(plan, proposal) : propose(project, forge, { plan, proposal });
}

async function withoutChangesets(project: Project, options: PrOptions): Promise<Answer> {
  if (options.dryRun) return publishMerged(project, options);
  const base = await baseBranch(project);
  const { withdrawProposal } = await import("@convoy/forge");
  const closed = await withdrawProposal(await openHost(project), {
    branch: releaseBranch(project.config, base),
    base,
  });
  const answer = await publishMerged(project, options);
  if (closed === null) return answer;
  return {
    ...answer,
    document: { ...answer.document, closed: { number: closed.number, url: closed.url } },
    text: `Closed pull request ${closed.number}, which had nothing left to release.\n${answer.text}`,
  };
}
