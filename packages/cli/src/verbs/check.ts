import { checkMarkdown, checkText } from "@convoy/report";
import { missingChangesets, readChanges } from "@convoy/workspace";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import { DONE, FAILED } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { affectedSince } from "../wiring/affected.ts";
import { openProject } from "../wiring/project.ts";

export interface CheckOptions extends CommonOptions {
  readonly since: string;
  readonly markdown?: true;
}

/** Whether every changed, publishable package has a changeset. Exit 1 and the list where not. */
export async function check(host: Host, options: CheckOptions): Promise<Answer> {
  const project = await openProject(host, options);
  const reading = await project.read();
  const [{ since, packages, note }, changes] = await Promise.all([
    affectedSince(project, options.since),
    readChanges(reading),
  ]);
  const missing = missingChangesets(packages, reading, changes);
  const lacking = new Set(missing.map(({ name }) => name));
  const needing = packages.filter(({ because }) => because.includes("changed"));
  const publishable = new Set(reading.packages.filter((one) => !one.private).map(({ name }) => name));
  const covered = needing
    .map(({ name }) => name)
    .filter((name) => publishable.has(name) && !lacking.has(name));
  const result = { since: options.since, missing, covered };
  return {
    document: { format: 1, since, missing, covered },
    text: options.markdown
      ? checkMarkdown(result)
      : checkText(result, { colour: colourful(host, host.stdout) }),
    notes: note === undefined ? [] : [note],
    exitCode: missing.length === 0 ? DONE : FAILED,
  };
}
