import type { Emit } from "@convoy/core";
import type { Limits } from "../settings.ts";
import type { Clock } from "./clock.ts";
import { Lane } from "./lane.ts";
import { Pace } from "./pace.ts";

/** Uploads and other writes, copies, reads, and calls for a token. */
export type LaneName = "upload" | "copy" | "read" | "token";

export interface GatePorts {
  readonly emit: Emit;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Writes that need not be spread over the second: a few at the start of a release. */
const BURST_MS = 100;

/** The one gate that every request to the target goes through: ceilings, the pace of writes, and a shared pause. */
export class Gate {
  readonly limits: Limits;
  readonly ports: GatePorts;
  readonly #lanes: Readonly<Record<LaneName, Lane>>;
  readonly #writes: Pace;
  #pausedUntil = -Infinity;
  #requests = 0;

  constructor(limits: Limits, ports: GatePorts) {
    this.limits = limits;
    this.ports = ports;
    const lane = (ceiling: number): Lane => new Lane(ceiling, ports.clock);
    this.#lanes = {
      upload: lane(limits.upload),
      copy: lane(limits.copy),
      read: lane(limits.read),
      token: lane(1),
    };
    this.#writes = new Pace(limits.writesPerSecond, BURST_MS, ports.clock);
  }

  /** Requests that were let through. */
  get requests(): number {
    return this.#requests;
  }

  lane(name: LaneName): Lane {
    return this.#lanes[name];
  }

  /** Resolves when the next request of the lane may start, and counts it. Answers when it started. */
  async admit(name: LaneName): Promise<number> {
    const { clock, signal } = this.ports;
    do {
      // A start that was taken before a pause is taken anew after it: else all who waited would start at once.
      for (let left = this.#left(); left > 0; left = this.#left()) await clock.sleep(left, signal);
      const wait = Math.max(this.lane(name).take(), writes(name) ? this.#writes.take() : 0);
      if (wait > 0) await clock.sleep(wait, signal);
    } while (this.#left() > 0);
    this.ports.signal.throwIfAborted();
    this.#requests += 1;
    return this.ports.clock.now();
  }

  /** The registry asked for it: nobody starts a request for so long. */
  pause(waitMs: number): void {
    const until = this.ports.clock.now() + waitMs;
    if (until <= this.#pausedUntil) return;
    this.#pausedUntil = until;
    this.ports.emit({ kind: "slowed", waitMs: Math.round(waitMs) });
  }

  #left(): number {
    return this.#pausedUntil - this.ports.clock.now();
  }
}

function writes(name: LaneName): boolean {
  return name === "upload" || name === "copy";
}
