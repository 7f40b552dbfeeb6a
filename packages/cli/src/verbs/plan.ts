import { planMermaid, planText } from "@convoy/report";
import { ReleaseError } from "@convoy/core";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { planFromChanges, type PlanOptions } from "../wiring/plans.ts";
import { openProject } from "../wiring/project.ts";

export interface PlanVerbOptions extends CommonOptions, PlanOptions {
  readonly graph?: "mermaid";
}

/** What would be released, from the repository alone: no registry is asked, and nothing is written. */
export async function plan(host: Host, options: PlanVerbOptions): Promise<Answer> {
  const project = await openProject(host, options);
  const { plan: document, changes } = await planFromChanges(project, options);
  if (options.graph !== undefined) return { document, text: graphText(options.graph, planMermaid(document)) };
  const notes = changes.notes.map((note) => `note: ${note}`);
  return {
    document,
    text: [planText(document, { colour: colourful(host, host.stdout) }), ...notes].join("\n"),
  };
}

/** The one kind of graph that is asked for by name so far. */
export function graphText(kind: string, mermaid: string): string {
  if (kind === "mermaid") return mermaid;
  throw new ReleaseError("USAGE", `\`${kind}\` is no kind of graph`, { hint: "Use `--graph mermaid`." });
}
