import type { ErrorDocument } from "@convoy/core";

/** Takes notes before anybody listens, and tells them to the one who does. */
export class NoteRelay {
  readonly #waiting: ErrorDocument[] = [];
  #listener: ((note: ErrorDocument) => void) | undefined;

  readonly tell = (note: ErrorDocument): void => {
    if (this.#listener) this.#listener(note);
    else this.#waiting.push(note);
  };

  listen(listener: (note: ErrorDocument) => void): void {
    this.#listener = listener;
    this.#waiting.splice(0).forEach(listener);
  }
}
