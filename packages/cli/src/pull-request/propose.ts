import { ReleaseError, unreachable, type ReleasePlan } from "@convoy/core";
import type { Forge, Proposal, Proposed } from "@convoy/forge";
import type { Answer } from "../answer.ts";
import type { Project } from "../wiring/project.ts";
import { versionsIn } from "./describe.ts";

export interface Proposing {
  readonly plan: ReleasePlan;
  readonly proposal: Proposal;
}

/** Opens or updates the pull request, and says what was done. */
export async function propose(
  project: Project,
  forge: Forge,
  { plan, proposal }: Proposing,
): Promise<Answer> {
  const { proposeRelease } = await import("@convoy/forge");
  const proposed = await proposeRelease(forge, proposal);
  const { branch, title } = proposal;
  if (proposed.kind === "outdated") {
    await refuseUnpushed(project, proposal, proposed.baseHead);
    return {
      document: {
        format: 1,
        action: "outdated",
        pullRequest: null,
        branch,
        commit: null,
        releases: versionsIn(plan),
      },
      text: outdatedText(proposal, proposed.baseHead ?? ""),
    };
  }
  const { pullRequest, commit, kind } = proposed;
  const { number, url } = pullRequest;
  return {
    document: {
      format: 1,
      action: kind,
      pullRequest: { number, url, title: pullRequest.title },
      branch,
      commit,
      releases: versionsIn(plan),
    },
    text: `${doneText(kind)} pull request ${number}, “${kind === "created" ? title : pullRequest.title}”: ${url}`,
    notes: notesOn(proposed, branch),
  };
}

function doneText(kind: Exclude<Proposed["kind"], "outdated">): string {
  switch (kind) {
    case "created":
      return "Opened";
    case "updated":
      return "Updated";
    case "unchanged":
      return "Nothing to change in";
    default:
      return unreachable(kind);
  }
}

/** What is only in this clone cannot be the base of anything on the host. */
async function refuseUnpushed({ git }: Project, { base }: Proposal, baseHead: string | null): Promise<void> {
  if (baseHead !== null && !(await git.comesAfter(baseHead))) return;
  const what =
    baseHead === null
      ? `${base.branch} is not on the host`
      : `HEAD has commits that ${base.branch} on the host lacks`;
  throw new ReleaseError("GIT_NOT_PUSHED", what, {
    hint: `Run \`git push\` first: the pull request starts from ${base.branch} there.`,
  });
}

function outdatedText({ base }: Proposal, baseHead: string): string {
  return [
    `Nothing done: ${base.branch} has moved on to ${baseHead.slice(0, 12)} since this clone was made.`,
    "The run for that commit keeps the pull request. In a clone of your own, pull and run the command again.",
  ].join("\n");
}

function notesOn(
  { verified, replaced }: Exclude<Proposed, { kind: "outdated" }>,
  branch: string,
): readonly string[] {
  const unsigned =
    verified === false
      ? [
          "the commit is not signed: the host signs for the token of an app, such as GITHUB_TOKEN of a workflow, not for a person's",
        ]
      : [];
  const gone =
    replaced === null ? [] : [`commit ${replaced} was put on ${branch} by hand, and is on it no more`];
  return [...unsigned, ...gone];
}
