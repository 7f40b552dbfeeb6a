/** Where a reporter writes: standard output or error, or anything like it. */
export type Output = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

/**
 * Writes until the other end goes away. A closed pipe or a full log disk ends the report, never the release, so
 * an error of the stream is swallowed, also one that comes after the last write.
 */
export class SafeOutput {
  readonly stream: Output;
  #open = true;

  constructor(stream: Output) {
    this.stream = stream;
    stream.on("error", () => {
      this.#open = false;
    });
  }

  get open(): boolean {
    return this.#open && this.stream.writable;
  }

  write(text: string): void {
    if (this.open) this.stream.write(text);
  }
}
