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
      for (const line of lines) onLine(plain(line));
    },
    end() {
      if (rest !== "") onLine(plain(rest));
    },
  };
}

/** Without escape sequences and other control characters, but for tabs and line ends. */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- taking them out is the point
  return text
    .replace(/\u001b\[[0-9;?]{0,20}[A-Za-z]/g, "")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}
