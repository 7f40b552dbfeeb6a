import { invalid } from "../errors.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * One page of a list that is sorted by `keyOf`. A token says after which key to go on, so that what is added or
 * deleted between two pages neither repeats nor skips anything else.
 */
export function pageOf<T>(
  sorted: readonly T[],
  keyOf: (item: T) => string,
  request: { readonly maxResults?: number; readonly nextToken?: string; readonly size: number },
): Page<T> {
  const after = request.nextToken === undefined ? undefined : decode(request.nextToken);
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after);
  const items = rest.slice(0, request.maxResults ?? request.size);
  const last = items.at(-1);
  return last === undefined || items.length === rest.length
    ? { items }
    : { items, nextToken: encode(keyOf(last)) };
}

export function byKey<T>(keyOf: (item: T) => string): (one: T, other: T) => number {
  return (one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0);
}

function encode(key: string): string {
  return Buffer.from(JSON.stringify({ after: key })).toString("base64url");
}

function decode(token: string): string {
  try {
    const { after } = JSON.parse(Buffer.from(token, "base64url").toString()) as { readonly after?: unknown };
    if (typeof after === "string") return after;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid("The pagination token is not valid");
}
