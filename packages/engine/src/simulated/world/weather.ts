import type { Dice } from "./dice.ts";

/** What may become of a write to a registry, besides succeeding. */
export type WriteFault =
  | "lose-request"
  | "lose-reply"
  | "late"
  | "twice"
  | "conflict"
  | "corrupt"
  | "throttle"
  | "refuse";

export type ReadFault = "unreachable" | "broken" | "stale";
export type PushFault = "lose-request" | "lose-reply" | "reject";

/** How rough it is: the part of all calls that meet a fault of the kind. */
export interface Climate {
  readonly writes: number;
  readonly reads: number;
  readonly pushes: number;
  readonly disk: number;
  /** Consumers see a change up to this many milliseconds after it. */
  readonly lagMs: number;
  /** Reads may show what was before the last change. */
  readonly stale: boolean;
  /** An operation that is refused for one package as long as the weather lasts. */
  readonly denied: { readonly operation: Operation; readonly name: string } | null;
  /** From when to when nothing outside the machine can be reached, in milliseconds from the start. */
  readonly outage: { readonly from: number; readonly to: number } | null;
  readonly faults: readonly WriteFault[];
}

export type Operation = "upload" | "copy" | "tag" | "remove";

/** Decides what becomes of each call. */
export class Weather {
  readonly #climate: Climate;
  readonly #dice: Dice;
  readonly #now: () => number;
  #calm = false;

  constructor(climate: Climate, dice: Dice, now: () => number) {
    this.#climate = climate;
    this.#dice = dice;
    this.#now = now;
  }

  /** From here on everything works. */
  calmDown(): void {
    this.#calm = true;
  }

  get unreachable(): boolean {
    const { outage } = this.#climate;
    return !this.#calm && outage !== null && this.#now() >= outage.from && this.#now() < outage.to;
  }

  lag(): number {
    const { lagMs } = this.#climate;
    return lagMs === 0 || this.#calm ? 0 : this.#dice.below(lagMs);
  }

  forWrite(operation: Operation, name: string): WriteFault | undefined {
    if (this.#calm) return undefined;
    const { denied, faults, writes } = this.#climate;
    if (this.unreachable) return "lose-request";
    if (denied?.operation === operation && denied.name === name) return "refuse";
    if (faults.length === 0 || !this.#dice.chance(writes)) return undefined;
    const fault = this.#dice.pick(faults);
    return (fault === "corrupt" || fault === "conflict") && operation !== "upload" ? undefined : fault;
  }

  forRead(): ReadFault | undefined {
    if (this.#calm) return undefined;
    if (this.unreachable) return "unreachable";
    if (this.#dice.chance(this.#climate.reads)) return this.#dice.pick(["unreachable", "broken"] as const);
    return this.#climate.stale && this.#dice.chance(0.3) ? "stale" : undefined;
  }

  forPush(): PushFault | undefined {
    if (this.#calm) return undefined;
    if (this.unreachable) return "lose-request";
    if (!this.#dice.chance(this.#climate.pushes)) return undefined;
    return this.#dice.pick(["lose-request", "lose-reply", "lose-reply", "reject"] as const);
  }

  fillsDisk(): boolean {
    return !this.#calm && this.#dice.chance(this.#climate.disk);
  }
}
