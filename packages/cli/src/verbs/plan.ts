import { planMermaid, planText } from "@convoy/report";
import { ReleaseError } from "@convoy/core";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { planFromChanges, type PlanOptions } from "../wiring/plans.ts";
import { openProject, type Project } from "../wiring/project.ts";
import { recordsOf } from "../wiring/records.ts";

export interface PlanVerbOptions extends CommonOptions, PlanOptions {
  readonly graph?: "mermaid";
}

/** What would be released, from the repository alone: no registry is asked, and nothing is written. */
export async function plan(host: Host, options: PlanVerbOptions): Promise<Answer> {
  const project = await openProject(host, options);
  const { plan: document, changes } = await planFromChanges(project, options);
  const notes = [...changes.notes, ...(await unfinishedNote(project))];
  const text =
    options.graph === undefined
      ? planText(document, { colour: colourful(host, host.stdout) })
      : graphText(options.graph, planMermaid(document));
  return { document, text, notes };
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
