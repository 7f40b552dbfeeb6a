/** Chances that fall the same way for the same seed. */
export interface Dice {
  /** 0 ≤ x < 1. */
  roll(): number;
  /** True in this part of all cases. */
  chance(part: number): boolean;
  /** A whole number from 0 up to and without `end`. */
  below(end: number): number;
  /** One of several; the list must not be empty. */
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: small, quick, and good enough to choose faults with. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(roll() * end);
  return {
    roll,
    chance: (part) => roll() < part,
    below,
    pick<T>(from: readonly T[]): T {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error("there is nothing to pick from");
      return picked;
    },
  };
}
