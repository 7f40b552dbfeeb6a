/** An error as it stands in a JSON document or an event. */
export interface ErrorDocument {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export interface ErrorDetails {
  /** What to do next, preferably one command. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that Convoy throws on purpose: `code` for machines (`PLAN_CYCLE`), `message` with the thing at
 * fault in it, `hint` with the next command. Anything else that is thrown is a defect.
 */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
  }

  /** The error that a document tells of, to throw. */
  static from({
    code,
    message,
    hint,
  }: Omit<ErrorDocument, "hint"> & Pick<ErrorDetails, "hint">): ReleaseError {
    return new ReleaseError(code, message, { hint });
  }

  toDocument(): ErrorDocument {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
    };
  }
}

/** Any thrown value as a document; what is no `ReleaseError` gets the code `UNEXPECTED`. */
export function describeError(thrown: unknown): ErrorDocument {
  if (thrown instanceof ReleaseError) return thrown.toDocument();
  return { code: "UNEXPECTED", message: thrown instanceof Error ? thrown.message : String(thrown) };
}
