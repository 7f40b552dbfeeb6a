import { problemsInChannel, ReleaseError, type ErrorDocument, type ReleasePlan } from "@convoy/core";
import { planHtml, planMermaid, planText } from "@convoy/report";
import { colourful, refuseProblems, type Answer, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { writePage } from "../write-page.ts";
import { planFromChanges, type PlanOptions } from "../wiring/plans.ts";
import { lookAtReleases } from "../wiring/channel.ts";
import { openProject, type Project } from "../wiring/project.ts";
import { recordsOf } from "../wiring/records.ts";
import { unreleasedNeeds } from "../wiring/unreleased-needs.ts";
import { withChannel } from "../wiring/with-target.ts";

export interface PlanVerbOptions extends CommonOptions, PlanOptions {
  readonly graph?: "mermaid";
  readonly html?: string;
  readonly check?: true;
}

/** What would be released, from the repository alone; only `--check` asks the channel. */
export async function plan(host: Host, options: PlanVerbOptions): Promise<Answer> {
  const project = await openProject(host, options);
  const { plan: document, changes } = await planFromChanges(project, options);
  const unmet = options.check ? await checkAgainstChannel(project, document) : [];
  const notes = [
    ...changes.notes,
    ...unmet.map(({ message }) => message),
    ...(await unfinishedNote(project)),
    ...(await pageNote(host, options, document)),
  ];
  const text =
    options.graph === undefined
      ? planText(document, { colour: colourful(host, host.stdout) })
      : graphText(options.graph, planMermaid(document));
  return { document, text, notes };
}

async function pageNote(
  host: Host,
  { html }: Pick<PlanVerbOptions, "html">,
  document: ReleasePlan,
): Promise<readonly string[]> {
  if (html === undefined) return [];
  return [`the plan as a page: ${await writePage(host, html, planHtml(document))}`];
}

/**
 * Refuses what a release would refuse when it begins: taken versions, dist-tags that would go back. Answers what it would
 * only note.
 */
function checkAgainstChannel(project: Project, document: ReleasePlan): Promise<readonly ErrorDocument[]> {
  return withChannel(project, async (opened) => {
    const views = await lookAtReleases(document, opened);
    refuseProblems(problemsInChannel(document, views));
    return unreleasedNeeds(project, document, opened);
  });
}

/** A release that stopped may have used up the changesets: then there seems to be nothing to release. */
async function unfinishedNote(project: Project): Promise<readonly string[]> {
  const unfinished = (await recordsOf(project).records.list()).find(({ ended }) => !ended);
  if (!unfinished) return [];
  return [`release ${unfinished.opening.id} has not ended, and this plan is made from what it left`];
}

/** The one kind of graph that is asked for by name so far. */
export function graphText(kind: string, mermaid: string): string {
  if (kind === "mermaid") return mermaid;
  throw new ReleaseError("USAGE", `\`${kind}\` is no kind of graph`, { hint: "Use `--graph mermaid`." });
}
