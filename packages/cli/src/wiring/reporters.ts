import type { Emit } from "@convoy/core";
import { jsonLinesReporter, terminalReporter } from "@convoy/report";
import { colourful, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";

export interface Reporters {
  readonly emit: Emit;
  close(): void;
}

/** Text for people, on standard error when standard output belongs to the JSON lines. */
export async function openReporters(
  host: Host,
  { json, verbose }: Pick<CommonOptions, "json" | "verbose">,
): Promise<Reporters> {
  const stream = json ? host.stderr : host.stdout;
  const reporters = [
    await terminalReporter({
      stream,
      colour: colourful(host, stream),
      live: stream.isTTY === true && !host.env["CI"] && host.env["TERM"] !== "dumb",
      verbose: verbose === true,
    }),
    ...(json ? [jsonLinesReporter({ stream: host.stdout })] : []),
  ];
  return {
    emit: (event) => reporters.forEach((reporter) => reporter.emit(event)),
    close: () => reporters.forEach((reporter) => reporter.close()),
  };
}
