import type { Dice } from "./dice.ts";
import type { Timeline } from "./timeline.ts";

/** Where a process is killed: at its `at`th effect, counted from 1. */
export interface Crash {
  readonly at: number;
  readonly point: "before" | "after-effect" | "after-reply";
}

/** How far an effect has to go: what is under way in a network may land although its sender is gone. */
export type Reach = "here" | "network";

const SLOWEST_MS: Readonly<Record<Reach, number>> = { here: 2, network: 120 };

/** A process: all that it does to the world goes through here, so that it can be killed at any point of it. */
export class SimulatedProcess {
  readonly name: string;
  /** Resolves when the process is killed; whatever it waited for never comes. */
  readonly death: Promise<void>;
  readonly #timeline: Timeline;
  readonly #dice: Dice;
  readonly #crash: Crash | undefined;
  readonly #onDeath: (() => void)[] = [];
  readonly #onEffect: ((count: number) => void)[] = [];
  #die: () => void = () => undefined;
  #dead = false;
  #effects = 0;

  constructor(name: string, around: { timeline: Timeline; dice: Dice }, crash: Crash | undefined) {
    this.name = name;
    this.#timeline = around.timeline;
    this.#dice = around.dice;
    this.#crash = crash;
    this.death = new Promise((resolve) => (this.#die = resolve));
  }

  get dead(): boolean {
    return this.#dead;
  }

  get effects(): number {
    return this.#effects;
  }

  tell(line: string): void {
    this.#timeline.tell(`${this.name} ${line}`);
  }

  /** Is told the number of each effect as it begins. */
  onEffect(listener: (count: number) => void): void {
    this.#onEffect.push(listener);
  }

  onDeath(listener: () => void): void {
    this.#onDeath.push(listener);
  }

  kill(why: string): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#timeline.tell(`${this.name}: ${why}`);
    for (const listener of this.#onDeath) listener();
    this.#die();
  }

  /** Changes the world. The answer comes after a while, or never when the process is killed meanwhile. */
  effect<T>(what: string, reach: Reach, act: () => T): Promise<T> {
    if (this.#dead) return never();
    this.#effects += 1;
    for (const listener of this.#onEffect) listener(this.#effects);
    const point = this.#crash?.at === this.#effects ? this.#crash.point : undefined;
    if (point === "before") this.kill(`killed before ${what} (effect ${this.#effects})`);
    if (this.#dead) return never();
    return new Promise((resolve, reject) => {
      this.#timeline.in(this.#wait(reach), () => {
        if (this.#dead && (reach === "here" || this.#dice.chance(0.5))) return;
        const reply = attempt(act);
        if (point === "after-effect") this.kill(`killed after ${what}, before its reply`);
        this.#timeline.in(this.#wait(reach), () => {
          if (this.#dead) return;
          if ("error" in reply) reject(reply.error);
          else resolve(reply.value);
          if (point === "after-reply") this.kill(`killed after the reply to ${what}`);
        });
      });
    });
  }

  /** Asks the world for something, which changes nothing. */
  async read<T>(reach: Reach, act: () => T): Promise<T> {
    await this.sleep(this.#wait(reach));
    const value = attempt(act);
    await this.sleep(this.#wait(reach));
    if ("error" in value) throw value.error;
    return value.value;
  }

  sleep(ms: number): Promise<void> {
    if (this.#dead) return never();
    return new Promise((wake) =>
      this.#timeline.in(ms, () => {
        if (!this.#dead) wake();
      }),
    );
  }

  #wait(reach: Reach): number {
    return 1 + this.#dice.below(SLOWEST_MS[reach]);
  }
}

function attempt<T>(act: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: act() };
  } catch (error) {
    return { error };
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
