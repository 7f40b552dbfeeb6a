import { type AffectedPackage, type Workspace } from "@convoy/core";
import { checkMarkdown, checkText, type PullRequestCheck } from "@convoy/report";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import { DONE, FAILED } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { tellPullRequest } from "../pull-request/tell.ts";
import { affectedSince } from "../wiring/affected.ts";
import { lackingChangesets } from "../wiring/missing.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { openProject } from "../wiring/project.ts";

export interface CheckOptions extends CommonOptions {
  readonly since: string;
  readonly markdown?: true;
  /** Keep the answer as a comment on the pull request. */
  readonly comment?: true;
  /** Set the verdict as a status of its newest commit. */
  readonly status?: true;
  readonly pullRequest?: number;
}

/** Whether every changed, publishable package has a changeset. Exit 1 and the list where not. */
export async function check(host: Host, options: CheckOptions): Promise<Answer> {
  const project = await openProject(host, options);
  const reading = await project.read();
  const [{ since, packages, note }, { plan, changes }] = await Promise.all([
    affectedSince(project, options.since),
    planFromChanges(project, {}),
  ]);
  const missing = await lackingChangesets(project, { since: options.since, affected: packages, changes });
  const covered = coveredIn(packages, reading, missing);
  const result: PullRequestCheck = { since: options.since, missing, covered, affected: packages, plan };
  const told = await tellPullRequest(project, result, options);
  return {
    document: { format: 1, since, missing, covered, ...told.document },
    text: options.markdown
      ? checkMarkdown(result)
      : checkText(result, { colour: colourful(host, host.stdout) }),
    notes: [...(note === undefined ? [] : [note]), ...told.notes],
    exitCode: missing.length === 0 ? DONE : FAILED,
  };
}

/** The changed packages that have what they need. */
function coveredIn(
  affected: readonly AffectedPackage[],
  workspace: Workspace,
  missing: readonly AffectedPackage[],
): readonly string[] {
  const lacking = new Set(missing.map(({ name }) => name));
  const publishable = new Set(workspace.packages.filter((one) => !one.private).map(({ name }) => name));
  return affected
    .filter(({ because }) => because.includes("changed"))
    .map(({ name }) => name)
    .filter((name) => publishable.has(name) && !lacking.has(name));
}
