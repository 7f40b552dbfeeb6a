import type { Emit } from "@convoy/core";
import { setMaxListeners } from "node:events";
import type { Limits } from "../settings.ts";
import { systemClock, type Clock } from "./clock.ts";
import { Gate } from "./gate.ts";

/** What a target needs of the world. */
export interface TargetPorts {
  /** Hears of retries and of a registry that asks to slow down. */
  readonly emit: Emit;
  readonly clock?: Clock;
  /** 0 up to 1, for the jitter of waits. */
  readonly random?: () => number;
  /** Ends all that is waiting or running; for the very end, since a rollback needs the target too. */
  readonly signal?: AbortSignal;
}

export interface OpenGate {
  readonly gate: Gate;
  /** Requests that are still running fail. */
  readonly close: () => void;
}

export function openGate(limits: Limits, ports: TargetPorts): OpenGate {
  const closing = new AbortController();
  const signal = AbortSignal.any([closing.signal, ...(ports.signal === undefined ? [] : [ports.signal])]);
  setMaxListeners(0, signal); // one for each request that is running
  const { emit, clock = systemClock, random = Math.random } = ports;
  const gate = new Gate(limits, { emit, clock, random, signal });
  return { gate, close: () => closing.abort() };
}
