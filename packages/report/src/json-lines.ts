import type { Emit } from "@convoy/core";
import { type Output, SafeOutput } from "./output.ts";

export interface Reporter {
  readonly emit: Emit;
  /** Ends the report and gives the stream back. Idempotent; the stream itself stays open. */
  readonly close: () => void;
}

export interface JsonLinesOptions {
  readonly stream: Output;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Writes each event as one line of JSON, with `at` in epoch milliseconds. The last line is `release-ended`;
 * whatever is emitted after it is dropped.
 */
export function jsonLinesReporter({ stream, now = Date.now }: JsonLinesOptions): Reporter {
  const output = new SafeOutput(stream);
  let ended = false;
  return {
    emit(event) {
      if (ended) return;
      ended = event.kind === "release-ended";
      output.write(`${escapeLine(JSON.stringify({ ...event, at: now() }))}\n`);
    },
    close() {
      ended = true;
    },
  };
}

// Standard output may be a terminal or a CI log: what either would act on is written as a JSON escape instead.
function escapeLine(json: string): string {
  return json
    .replace(/[\u007f-\u009f\u2028\u2029]/g, (character) => unicodeEscape(character))
    .replace(/##(?=\w*\[)/g, `#${unicodeEscape("#")}`);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
