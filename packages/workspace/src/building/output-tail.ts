import { plainText } from "../plain-text.ts";

const KEPT = 64 * 1024;

/** The end of what a program printed, however much that was. */
export class OutputTail {
  #text = "";

  add(chunk: string): void {
    this.#text += chunk;
    if (this.#text.length > 2 * KEPT) this.#text = this.#text.slice(-KEPT);
  }

  /** At most 64 KB, from the start of a line where it was cut. */
  get text(): string {
    if (this.#text.length <= KEPT) return this.#text;
    const end = this.#text.slice(-KEPT);
    return end.slice(end.indexOf("\n") + 1);
  }
}

/** Hands `onLine` whole lines, without what a terminal would take for a command. */
export function lineSplitter(onLine: (line: string) => void): { add(chunk: string): void; end(): void } {
  let rest = "";
  return {
    add(chunk) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(plainText(line));
    },
    end() {
      if (rest !== "") onLine(plainText(rest));
    },
  };
}
