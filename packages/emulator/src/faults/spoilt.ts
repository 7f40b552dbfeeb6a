import type { Answer } from "../exchange.ts";

/** In the link to a tarball that is to arrive with other bytes. */
export const SPOILT_LINK = "spoilt=1";

/** The same bytes but for one in the middle. */
export function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const middle = copy.length >> 1;
  if (copy.length > 0) copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}

/** What is read with other bytes than are stored. Of a redirect it is what it leads to. */
export function spoilt({ status, headers, body }: Answer): Answer {
  if (status >= 400) return { status, headers, body };
  const { location } = headers;
  if (location !== undefined)
    return { status, headers: { ...headers, location: `${location}&${SPOILT_LINK}` }, body };
  return { status, headers, body: flipped(typeof body === "string" ? Buffer.from(body) : body) };
}
