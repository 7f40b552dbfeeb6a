import { affectedMermaid, affectedText } from "@convoy/report";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { affectedSince } from "../wiring/affected.ts";
import { openProject } from "../wiring/project.ts";
import { graphText } from "./plan.ts";

export interface AffectedOptions extends CommonOptions {
  readonly since: string;
  readonly graph?: "mermaid";
}

/** The packages that the commits since a ref touch, and all that depend on them. */
export async function affected(host: Host, options: AffectedOptions): Promise<Answer> {
  const project = await openProject(host, options);
  const { since, packages, note } = await affectedSince(project, options.since);
  const document = { format: 1, since, packages };
  const text =
    options.graph === undefined
      ? affectedText(packages, { colour: colourful(host, host.stdout) })
      : graphText(options.graph, affectedMermaid(packages));
  return { document, text, notes: note === undefined ? [] : [note] };
}
