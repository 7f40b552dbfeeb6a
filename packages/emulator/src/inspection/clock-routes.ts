import type { AdjustableClock } from "../clock.ts";
import { invalid } from "../errors.ts";
import { json, type Answer } from "../exchange.ts";

/** The virtual clock, as it is shown. */
export function showClock(clock: AdjustableClock): Answer {
  const now = clock.now();
  return json(200, { now, time: new Date(now).toISOString(), stopped: clock.stopped });
}

/**
 * Sets the clock: `{"advance": MILLISECONDS}`, `{"set": EPOCH MILLISECONDS or ISO TIME}`, `{"stop": true|false}`,
 * or several of these. Throws a `ServiceError` for anything else, and changes nothing then.
 */
export function setClock(clock: AdjustableClock, change: unknown): Answer {
  if (typeof change !== "object" || change === null || Array.isArray(change))
    throw invalid("Expected an object with advance, set or stop");
  const { advance, set, stop, ...others } = change as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(`${unknown}: expected advance, set or stop`);
  if (advance !== undefined && !isTime(advance)) throw invalid("advance: expected milliseconds");
  if (stop !== undefined && typeof stop !== "boolean") throw invalid("stop: expected true or false");
  const time = typeof set === "string" ? Date.parse(set) : (set ?? clock.now());
  if (!isTime(time)) throw invalid("set: expected epoch milliseconds or an ISO time");
  if (stop === true) clock.stop();
  if (set !== undefined) clock.set(time);
  if (isTime(advance)) clock.advance(advance);
  if (stop === false) clock.start();
  return showClock(clock);
}

/** What a date can hold. */
function isTime(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 8.64e15;
}
