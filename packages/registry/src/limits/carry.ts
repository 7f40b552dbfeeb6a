import { passes, type Answer, type Fault } from "../replies/fault.ts";
import { errorOf, type Errand } from "../replies/error-of.ts";
import { backoff } from "./backoff.ts";
import type { Gate, LaneName } from "./gate.ts";

/** One request, which may have to be made again. */
export interface Operation<T> extends Errand {
  readonly lane: LaneName;
  /** Milliseconds that an attempt may take beyond the usual. */
  readonly extraMs?: number;
  /** What has to be there before an attempt begins: a fresh token. A fault ends the operation. */
  readonly ready?: () => Promise<Fault | undefined>;
  /** Rejects with what no registry is at fault for, and when the signal is aborted. */
  readonly attempt: (signal: AbortSignal) => Promise<Answer<T>>;
}

/** Makes a read, again when it fails for a passing reason, within the attempts and the time of the limits. */
export function read<T>(gate: Gate, operation: Operation<T>): Promise<Answer<T>> {
  return carry(gate, operation, gate.limits.attempts);
}

/** Makes a write once; again only after it was turned away for going too fast. */
export function write<T>(gate: Gate, operation: Operation<T>): Promise<Answer<T>> {
  return carry(gate, operation, 1);
}

function carry<T>(gate: Gate, operation: Operation<T>, attempts: number): Promise<Answer<T>> {
  return gate.lane(operation.lane).run(async () => {
    const budget = gate.ports.clock.now() + gate.limits.totalMs;
    let failures = 0;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await attemptOnce(gate, operation);
      if (answer.kind === "answered") return answer;
      if (answer.kind === "throttled") {
        const wait = answer.afterMs ?? backoff(attempt, gate.ports.random);
        if (gate.ports.clock.now() + wait > budget) return answer;
        gate.pause(wait);
        continue;
      }
      failures += 1;
      const wait = backoff(failures, gate.ports.random);
      if (!passes(answer) || failures >= attempts || gate.ports.clock.now() + wait > budget) return answer;
      gate.ports.emit({
        kind: "retrying",
        subject: `${operation.doing} in ${operation.where}`,
        attempt: failures + 1,
        waitMs: wait,
        error: errorOf(answer, operation).toDocument(),
      });
      await gate.ports.clock.sleep(wait, gate.ports.signal);
    }
  });
}

async function attemptOnce<T>(gate: Gate, operation: Operation<T>): Promise<Answer<T>> {
  gate.ports.signal.throwIfAborted();
  const hindrance = await operation.ready?.();
  if (hindrance !== undefined) return hindrance;
  const startedAt = await gate.admit(operation.lane);
  const answer = await withinDeadline(gate, operation);
  if (answer.kind === "answered") gate.lane(operation.lane).succeeded();
  if (answer.kind === "throttled") gate.lane(operation.lane).throttled(startedAt);
  return answer;
}

/** An attempt without an answer in time is a lost reply, whatever the client below makes of the signal. */
async function withinDeadline<T>(gate: Gate, operation: Operation<T>): Promise<Answer<T>> {
  const { clock, signal } = gate.ports;
  const attemptMs = gate.limits.attemptMs + (operation.extraMs ?? 0);
  const stop = new AbortController();
  const given = new Promise<never>((_resolve, reject) => {
    stop.signal.addEventListener("abort", () => reject(stop.signal.reason as Error), { once: true });
  });
  const onSignal = (): void => stop.abort(signal.reason);
  signal.addEventListener("abort", onSignal, { once: true });
  const met = clock.deadline(attemptMs, () => stop.abort());
  try {
    return await Promise.race([operation.attempt(stop.signal), given]);
  } catch (thrown) {
    signal.throwIfAborted();
    if (!stop.signal.aborted) throw thrown;
    return { kind: "broken", words: `no answer within ${attemptMs / 1000} s` };
  } finally {
    met();
    signal.removeEventListener("abort", onSignal);
  }
}
