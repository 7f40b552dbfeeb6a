import type { Emit, RehearsedInstall } from "@convoy/core";
import {
  installingText,
  installText,
  printable,
  rehearsalStartText,
  type RehearsalStart,
} from "@convoy/report";
import { colourful, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { openReporters } from "../wiring/reporters.ts";

/** Tells how a rehearsal goes, beside the answer that it ends with. */
export interface Narration {
  begin(start: RehearsalStart): void;
  /** For the events of the release. Its end is part of the answer. */
  readonly emit: Emit;
  installing(packages: number): void;
  installed(install: RehearsedInstall): void;
  close(): void;
}

/** As text; on standard error when standard output belongs to the JSON. */
export async function openNarration(
  host: Host,
  { json, verbose }: Pick<CommonOptions, "json" | "verbose">,
): Promise<Narration> {
  const stdout = json ? host.stderr : host.stdout;
  const reporters = await openReporters({ ...host, stdout }, verbose ? { verbose } : {});
  const style = { colour: colourful(host, stdout) };
  let begun = false;
  const say = (text: string): void => void stdout.write(`${printable(text, style)}\n`);
  return {
    begin(start) {
      begun = true;
      say(rehearsalStartText(start, style));
    },
    emit: (event) => {
      if (event.kind !== "release-ended") reporters.emit(event);
    },
    installing: (packages) => say(installingText(packages)),
    installed: (install) => say(installText(install, style)),
    close: () => {
      reporters.close();
      if (begun) say("");
    },
  };
}
