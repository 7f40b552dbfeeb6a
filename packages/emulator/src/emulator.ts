import { createTokens } from "./access/tokens.ts";
import { DEFAULT_ASSUMPTIONS } from "./assumptions.ts";
import { AdjustableClock, systemClock } from "./clock.ts";
import { prepareControl } from "./control/prepare.ts";
import { json, type Call, type Delivery } from "./exchange.ts";
import { carryOut } from "./faults/carry-out.ts";
import { FaultList } from "./faults/fault-list.ts";
import { inspect, isInspection } from "./inspection/inspect.ts";
import { RequestLog } from "./inspection/request-log.ts";
import { prepareNpm } from "./npm/prepare.ts";
import type { EmulatorOptions } from "./options.ts";
import type { Prepared } from "./plane.ts";
import { respondTo } from "./server/web.ts";
import { memoryStore } from "./store/memory.ts";
import type { World } from "./world.ts";

/** CodeArtifact as a function. No port is opened. */
export interface Emulator {
  /** Answers a request to any host. Throws `ConnectionAborted` where a fault ends the connection. */
  respond(request: Request): Promise<Response>;
  /** The same below any transport. */
  handle(call: Call, gone: AbortSignal): Promise<Delivery>;
  /** Ends what still hangs, and closes the store. */
  close(): void;
}

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const store = memoryStore();
  const clock = new AdjustableClock(options.clock ?? systemClock);
  const faults = new FaultList();
  const log = new RequestLog();
  const closing = new AbortController();
  const latency = (options.latencyMs ?? 0) / 2;
  let world = newWorld();

  function newWorld(): World {
    const assumptions = { ...DEFAULT_ASSUMPTIONS, ...options.assumptions };
    const { tokenSeconds } = options;
    return {
      store,
      clock,
      assumptions,
      tokens: createTokens(store, clock),
      ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
    };
  }

  function reset(): void {
    store.clear();
    faults.replace([]);
    log.clear();
    clock.reset();
    world = newWorld();
  }

  async function handle(call: Call, gone: AbortSignal): Promise<Delivery> {
    if (isInspection(call.path))
      return { kind: "answer", answer: inspect(call, { faults, log, clock, reset }) };
    const prepared = prepare(call, world);
    if (prepared === undefined)
      return {
        kind: "answer",
        answer: json(404, { message: `Unknown path: ${call.method} ${call.path.slice(0, 200)}` }),
      };
    const due = faults.due(prepared.subject);
    const ended = log.begin(
      prepared.subject,
      clock.now(),
      due.length === 0 ? undefined : due.map((fault) => fault.do).join(", "),
    );
    if (latency > 0) await clock.sleep(latency, closing.signal);
    const delivery = await carryOut(prepared, due, {
      world,
      gone: due.length === 0 ? gone : AbortSignal.any([gone, closing.signal]),
    });
    if (latency > 0) await clock.sleep(latency, closing.signal);
    ended(delivery.kind === "reset" ? null : delivery.answer.status, clock.now());
    return delivery;
  }

  return {
    handle,
    respond: (request) => respondTo(request, handle),
    close() {
      closing.abort();
      store.close();
    },
  };
}

function prepare(call: Call, world: World): Prepared | undefined {
  return call.path.startsWith("/v1/") ? prepareControl(call, world) : prepareNpm(call, world);
}
