import { describeError, expiryOf, type ReleasePlan, type ReleaseReport } from "@convoy/core";
import { snapshotMarkdown, type ArrivedSnapshot } from "@convoy/report";
import type { Project } from "../wiring/project.ts";
import { openHost } from "./open-host.ts";
import { thisPullRequest, type PullRequestOptions } from "./this-pull-request.ts";

/** Tells a pull request how the run ended, and answers what is to be noted of that. */
export type Teller = (plan: ReleasePlan, report: ReleaseReport) => Promise<readonly string[]>;

/**
 * Finds the pull request and its host beforehand: what is missing for a comment is said before anything has begun. That
 * the comment could then not be written is a note: the snapshot has arrived all the same.
 */
export async function snapshotTeller(project: Project, options: PullRequestOptions): Promise<Teller> {
  const { number } = await thisPullRequest(project.host, options);
  const forge = await openHost(project);
  return async (plan, report) => {
    if (plan.snapshot === undefined || report.outcome !== "done") return [];
    const snapshot = arrived(plan.snapshot.tag, report);
    try {
      const { keepComment } = await import("@convoy/forge");
      const body = (longest: number): string => snapshotMarkdown(snapshot, longest);
      const kept = await keepComment(forge, { pullRequest: number, key: "snapshot", body });
      return [`comment on pull request ${number}: ${kept}`];
    } catch (thrown) {
      return [`pull request ${number} could not be told of the snapshot: ${describeError(thrown).message}`];
    }
  };
}

function arrived(tag: string, { packages }: ReleaseReport): ArrivedSnapshot {
  const [first] = packages;
  const expires = first === undefined ? undefined : expiryOf(first.version);
  return { tag, packages, expires: expires ?? null };
}
