/** A stretch of time without anything in it, drawn shorter than it was. */
export interface Break {
  readonly x: number;
  readonly width: number;
  readonly milliseconds: number;
}

export interface Tick {
  readonly x: number;
  /** Milliseconds since the first instant. */
  readonly offset: number;
}

/** Time from left to right. */
export interface TimeAxis {
  readonly breaks: readonly Break[];
  readonly ticks: readonly Tick[];
  x(instant: number): number;
  /** The last instant before nothing happened for long: what has no end of its own is drawn up to there. */
  endAround(instant: number): number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly x: number;
}

const BREAK_WIDTH = 36;
const SHORTEST_BREAK_MS = 60_000;
/** A gap that is so many times as long as all else together would leave no room for it. */
const OUT_OF_PROPORTION = 3;
const ABOUT_SO_MANY_TICKS = 9;

/** The axis for these instants. A release that was resumed a day later has a break in it. */
export function timeAxis(given: readonly number[], width: number): TimeAxis {
  const instants = [...new Set(given)].toSorted((one, other) => one - other);
  const [first = 0] = instants;
  const parts = splitAtBreaks(instants);
  const active = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  const scale = active === 0 ? 0 : (width - (parts.length - 1) * BREAK_WIDTH) / active;
  const stretches: Stretch[] = [];
  let x = 0;
  for (const { from, to } of parts) {
    stretches.push({ from, to, x });
    x += (to - from) * scale + BREAK_WIDTH;
  }
  const around = (instant: number): Stretch =>
    stretches.findLast(({ from }) => from <= instant) ?? stretches[0] ?? { from: first, to: first, x: 0 };
  const place = (instant: number): number => {
    const { from, to, x: left } = around(instant);
    return left + (Math.min(Math.max(instant, from), to) - from) * scale;
  };
  return {
    breaks: stretches.slice(1).map((stretch, at) => {
      const before = stretches[at] ?? stretch;
      return {
        x: stretch.x - BREAK_WIDTH,
        width: BREAK_WIDTH,
        milliseconds: stretch.from - before.to,
      };
    }),
    ticks: stretches.flatMap((stretch) => ticksIn(stretch, { first, scale, step: stepFor(active) })),
    x: place,
    endAround: (instant) => around(instant).to,
  };
}

function splitAtBreaks(
  instants: readonly number[],
): readonly { readonly from: number; readonly to: number }[] {
  const gaps = instants.slice(1).map((to, at) => ({ from: instants[at] ?? to, to }));
  let rest = (instants.at(-1) ?? 0) - (instants[0] ?? 0);
  const breaks = new Set<number>();
  for (const { from, to } of gaps.toSorted((one, other) => other.to - other.from - (one.to - one.from))) {
    rest -= to - from;
    if (rest === 0 || to - from < Math.max(SHORTEST_BREAK_MS, OUT_OF_PROPORTION * rest)) break;
    breaks.add(from);
  }
  const starts = [instants[0] ?? 0, ...gaps.filter(({ from }) => breaks.has(from)).map(({ to }) => to)];
  const ends = [...gaps.filter(({ from }) => breaks.has(from)).map(({ from }) => from), instants.at(-1) ?? 0];
  return starts.map((from, at) => ({ from, to: ends[at] ?? from }));
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
  [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400].map(
    (seconds) => seconds * 1000,
  ),
);

function stepFor(milliseconds: number): number {
  return STEPS.find((step) => milliseconds / step <= ABOUT_SO_MANY_TICKS) ?? milliseconds;
}

function ticksIn(
  { from, to, x }: Stretch,
  { first, scale, step }: { readonly first: number; readonly scale: number; readonly step: number },
): readonly Tick[] {
  const start = Math.ceil((from - first) / step) * step;
  const ticks: Tick[] = [];
  for (let offset = start; offset <= to - first; offset += step)
    ticks.push({ x: x + (first + offset - from) * scale, offset });
  return ticks;
}
