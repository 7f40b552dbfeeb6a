import type { ReleaseReport } from "@convoy/core";
import type { Answer } from "../answer.ts";
import { lookAtAll } from "../wiring/channel.ts";
import { planFromManifests } from "../wiring/plans.ts";
import type { Project } from "../wiring/project.ts";
import type { RunOptions } from "../wiring/session.ts";
import { withChannel } from "../wiring/with-target.ts";
import { publishAndReport } from "../verbs/publish.ts";
import { versionsIn } from "./describe.ts";

export interface PublishMergedOptions extends RunOptions {
  readonly dryRun?: true;
  readonly publish: boolean;
}

/** Publishes what the channel lacks, as `convoy publish` does: also what it prints, on standard error under `--json`. */
export async function publishMerged(project: Project, options: PublishMergedOptions): Promise<Answer> {
  if (options.dryRun) return wouldPublish(project, options);
  if (!options.publish)
    return { document: documentOf("nothing-to-propose", null), text: "No changeset asks for a release." };
  const { json = false, ...others } = options;
  const host = json ? { ...project.host, stdout: project.host.stderr } : project.host;
  const { report, exitCode } = await publishAndReport(host, others);
  return { document: documentOf(actionOf(report), report), text: textOf(report), exitCode };
}

function wouldPublish(project: Project, options: RunOptions): Promise<Answer> {
  return withChannel(project, async (opened) => {
    const plan = await planFromManifests(project, await lookAtAll(await project.read(), opened), options);
    const names = plan.releases.map(({ name, to }) => `  ${name}@${to}`);
    const document = { format: 1, action: "would-publish", dryRun: true, releases: versionsIn(plan) };
    if (names.length === 0)
      return { document, text: "No changeset asks for a release, and the channel has every version." };
    return {
      document,
      text: ["Would publish", ...names, "Nothing was sent: this was a dry run."].join("\n"),
    };
  });
}

function actionOf({ outcome }: ReleaseReport): string {
  if (outcome === "done") return "published";
  return outcome === "nothing-to-do" ? outcome : "failed";
}

function documentOf(action: string, release: ReleaseReport | null): object {
  return { format: 1, action, pullRequest: null, release };
}

function textOf({ outcome }: ReleaseReport): string {
  return outcome === "nothing-to-do"
    ? "No changeset asks for a release, and the channel has every version."
    : "";
}
