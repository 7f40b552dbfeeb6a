/**
 * The wait that a `Retry-After` header asks for, in milliseconds: seconds, or a date, which is read against the
 * reply's own `Date` where it has one, since our clock may be off. Undefined where it says nothing readable.
 */
export function waitAsked(
  retryAfter: string | undefined,
  date: string | undefined,
  wall: number,
): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\s*\d{1,12}(\.\d{1,9})?\s*$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const until = Date.parse(retryAfter);
  if (Number.isNaN(until)) return undefined;
  const stated = date === undefined ? Number.NaN : Date.parse(date);
  return Math.max(0, until - (Number.isNaN(stated) ? wall : stated));
}
