const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `12h`, `14d` or `2w` in milliseconds; undefined for anything else. At most ten years. */
export function millisecondsOf(duration: string): number | undefined {
  const [, count = "", unit = ""] = /^([1-9]\d{0,4})([hdw])$/.exec(duration) ?? [];
  const milliseconds = Number(count) * (UNITS[unit] ?? 0);
  return milliseconds > 0 && milliseconds <= 3650 * 86_400_000 ? milliseconds : undefined;
}
