import { layoutDifference, type ErrorDocument, type Layout } from "@convoy/core";
import { openProvisioning, type Provisioning } from "@convoy/registry";
import { setupLine, setupList, setupText, type SetupLine } from "@convoy/report";
import { readWorkspace } from "@convoy/workspace";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import { loadConfig } from "../config/load.ts";
import { DONE, FAILED } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { configOf, rootOf } from "../wiring/project.ts";
import { carryOut } from "../wiring/setting-up/carry-out.ts";
import {
  assertCodeArtifact,
  codeArtifactSettings,
  layoutOf,
  publishedNames,
} from "../wiring/setting-up/layout.ts";
import { policiesFor, type PolicyOptions } from "../wiring/setting-up/policies.ts";

export interface SetupOptions extends CommonOptions, PolicyOptions {
  /** Do it. Without it, it is shown, and a person at the terminal is asked. */
  readonly yes?: true;
}

/** Makes what releases need in CodeArtifact, as convoy.json says. Shows the difference first; the second time there is none. */
export async function setup(host: Host, options: SetupOptions): Promise<Answer> {
  const root = await rootOf(host, options);
  const config = configOf({ root, config: await loadConfig(root) });
  assertCodeArtifact(config);
  const workspace = await readWorkspace(root);
  const layout = layoutOf(config, workspace);
  if (options.iam !== undefined || options.crossAccount !== undefined)
    return policiesFor(config, layout, { names: publishedNames(workspace), ...options });
  const settings = await codeArtifactSettings(config, host);
  const provisioning = await openProvisioning(settings, { emit: () => undefined });
  try {
    return await setUp(host, options, { provisioning, layout });
  } finally {
    provisioning.close();
  }
}

interface Work {
  readonly provisioning: Provisioning;
  readonly layout: Layout;
}

async function setUp(host: Host, options: SetupOptions, { provisioning, layout }: Work): Promise<Answer> {
  const { changes, notes } = layoutDifference(layout, await provisioning.observe(layout));
  const shown = changes.map((change) => setupLine(change, layout.domain));
  const asking = host.ask !== undefined && !options.json && !options.yes;
  if (changes.length === 0 || !(options.yes || asking))
    return answerOf(host, { lines: shown, notes, applied: options.yes === true });
  if (asking && !(await agreed(host, { lines: shown, notes })))
    return { document: {}, text: "Nothing was changed." };
  const { lines, error } = await carryOut(provisioning, layout, changes);
  return answerOf(host, { lines, notes: asking ? [] : notes, error, applied: error === undefined });
}

/** Shows it to the person at the terminal, and asks. */
async function agreed(host: Host, shown: Pick<Ended, "lines" | "notes">): Promise<boolean> {
  host.stdout.write(`${setupList(shown, { colour: colourful(host, host.stdout) })}\n\n`);
  const answer = await host.ask?.(`Make ${shown.lines.length === 1 ? "it" : "them"} now? (y/N) `);
  return /^y(es)?$/i.test(answer ?? "");
}

interface Ended {
  readonly lines: readonly SetupLine[];
  readonly notes: readonly ErrorDocument[];
  readonly error?: ErrorDocument | undefined;
  readonly applied: boolean;
}

function answerOf(host: Host, { lines, notes, error, applied }: Ended): Answer {
  return {
    document: { format: 1, changes: lines, notes, applied, ...(error === undefined ? {} : { error }) },
    text: setupText({ lines, notes, error }, { colour: colourful(host, host.stdout) }),
    exitCode: error === undefined ? DONE : FAILED,
  };
}
