import { appendFileSync } from "node:fs";
import type { Emit } from "@convoy/core";
import { githubReporter, jsonLinesReporter, terminalReporter } from "@convoy/report";
import { colourful, onGithub, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";

export interface Reporters {
  readonly emit: Emit;
  close(): void;
}

/** Text for people, on standard error when standard output belongs to the JSON lines. */
export async function openReporters(
  host: Host,
  options: Pick<CommonOptions, "json" | "verbose">,
): Promise<Reporters> {
  const { json } = options;
  const stream = json ? host.stderr : host.stdout;
  const reporters = [
    await openTerminal(host, options),
    ...(json ? [jsonLinesReporter({ stream: host.stdout })] : []),
    ...(onGithub(host) ? [githubReporter({ stream, summarize: jobSummaryOf(host) })] : []),
  ];
  return {
    emit: (event) => reporters.forEach((reporter) => reporter.emit(event)),
    close: () => reporters.forEach((reporter) => reporter.close()),
  };
}

/** The text alone. */
export function openTerminal(
  host: Host,
  { json, verbose }: Pick<CommonOptions, "json" | "verbose">,
): Promise<Reporters> {
  const stream = json ? host.stderr : host.stdout;
  return terminalReporter({
    stream,
    colour: colourful(host, stream),
    live: stream.isTTY === true && !host.env["CI"] && host.env["TERM"] !== "dumb",
    verbose: verbose === true,
  });
}

/** The step's summary is a file that its commands append to. That it cannot be written ends no release. */
function jobSummaryOf({ env }: Host): (markdown: string) => void {
  const file = env["GITHUB_STEP_SUMMARY"];
  return (markdown) => {
    try {
      if (file) appendFileSync(file, markdown);
    } catch {
      // The log has the same text.
    }
  };
}
