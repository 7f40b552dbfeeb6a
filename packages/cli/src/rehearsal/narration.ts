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
import { openTerminal, type Reporters } from "../wiring/reporters.ts";

/** Tells how a rehearsal goes, beside the answer that it ends with. */
export interface Narration {
  begin(start: RehearsalStart): void;
  /** For the events of one release. Its end is not told: it is part of the answer. */
  openReporters(): Promise<Reporters>;
  installing(packages: number): void;
  installed(install: RehearsedInstall): void;
  /** A blank line before the answer. */
  end(): void;
}

/** As text; on standard error when standard output belongs to the JSON. No CI is told of what is only rehearsed. */
export function narrationFor(host: Host, options: Pick<CommonOptions, "json" | "verbose">): Narration {
  const stream = options.json ? host.stderr : host.stdout;
  const style = { colour: colourful(host, stream) };
  const say = (text: string): void => void stream.write(`${printable(text, style)}\n`);
  return {
    begin: (start) => say(rehearsalStartText(start, style)),
    async openReporters() {
      const terminal = await openTerminal(host, options);
      const emit: Emit = (event) => {
        if (event.kind !== "release-ended") terminal.emit(event);
      };
      return { emit, close: () => terminal.close() };
    },
    installing: (packages) => say(installingText(packages)),
    installed: (install) => say(installText(install, style)),
    end: () => say(""),
  };
}
