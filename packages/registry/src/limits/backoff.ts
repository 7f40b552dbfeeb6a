const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/** The wait after the n-th failure (from 1): doubling, and anything from half of it to all, so that workers spread. */
export function backoff(failures: number, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(full * (0.5 + random() / 2));
}
