import { ReleaseError } from "@convoy/core";

/** Runs what asks a host; `what` is what was wanted, for the message. */
export type Asking = <T>(what: string, ask: () => Promise<T>) => Promise<T>;

/** What fails is thrown as what `errorOf` makes of it. */
export function askingWith(errorOf: (what: string, error: unknown) => ReleaseError): Asking {
  return async (what, ask) => {
    try {
      return await ask();
    } catch (error) {
      throw errorOf(what, error);
    }
  };
}

/** No answer came from the API at `api`. */
export function hostUnreachable(what: string, api: string, cause: Error): ReleaseError {
  return new ReleaseError("HOST_UNREACHABLE", `${what}: ${api} does not answer: ${lastCause(cause)}`, {
    hint: "Look at the network and the proxy, then run the command again.",
    cause,
  });
}

interface Refusal {
  readonly status: number | undefined;
  /** What to do where the token may not. */
  readonly hint: string;
  readonly cause: Error;
}

/** The host has answered something else than what was wanted. */
export function hostRefused(what: string, { status, hint, cause }: Refusal): ReleaseError {
  const message = `${what}: ${cause.message}`;
  if (status === 401 || status === 403 || status === 404)
    return new ReleaseError("HOST_DENIED", message, { hint, cause });
  return new ReleaseError("HOST_FAILED", message, { hint: "Run the command again.", cause });
}

/** A client's own words for a connection that failed say little; what happened is further down. */
function lastCause(error: Error): string {
  return error.cause instanceof Error ? lastCause(error.cause) : error.message;
}
