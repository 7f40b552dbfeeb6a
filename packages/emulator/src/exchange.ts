/** One HTTP request, taken off whatever transport brought it. */
export interface Call {
  readonly method: string;
  /** Scheme, host and port as the client addressed them: `http://127.0.0.1:4700`. Answers with URLs are built on it. */
  readonly origin: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What the transport has to do for a call. Nothing but a fault, or the stream of events, makes it anything but a whole answer. */
export type Delivery =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** The head and about half of the body, then the connection ends. */
  | { readonly kind: "truncated"; readonly answer: Answer }
  /** An answer that goes on until the client leaves. `start` answers what ends it. */
  | {
      readonly kind: "stream";
      readonly headers: Readonly<Record<string, string>>;
      readonly start: (push: (text: string) => void) => () => void;
    }
  /** The connection ends without a byte. */
  | { readonly kind: "reset" };

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}
