import { admission } from "./access/admission.ts";
import { createTokens } from "./access/tokens.ts";
import { DEFAULT_ASSUMPTIONS } from "./assumptions.ts";
import { AdjustableClock, systemClock } from "./clock.ts";
import { prepareControl } from "./control/prepare.ts";
import { EventLog } from "./events/event-log.ts";
import { json, type Call, type Delivery } from "./exchange.ts";
import { Ingestion } from "./externals/ingest.ts";
import { carryOut } from "./faults/carry-out.ts";
import { FaultList } from "./faults/fault-list.ts";
import { inspect, isInspection } from "./inspection/inspect.ts";
import { PermissionLog } from "./inspection/permission-log.ts";
import { RequestLog } from "./inspection/request-log.ts";
import { PackumentCache } from "./npm/packument-cache.ts";
import { prepareNpm } from "./npm/prepare.ts";
import type { EmulatorOptions } from "./options.ts";
import type { Prepared } from "./plane.ts";
import { plantSeed } from "./seed/plant.ts";
import { respondTo } from "./server/web.ts";
import { memoryStore } from "./store/memory.ts";
import { openStore } from "./store/sqlite.ts";
import type { Store } from "./store/port.ts";
import { ACCOUNT, NO_EFFECTS, type World } from "./world.ts";

/** CodeArtifact as a function. No port is opened. */
export interface Emulator {
  /** Answers a request to any host. Throws `ConnectionAborted` where a fault ends the connection. */
  readonly respond: (request: Request) => Promise<Response>;
  /** The same below any transport. */
  readonly handle: (call: Call, gone: AbortSignal) => Promise<Delivery>;
  /** A token for the npm plane of a domain, without the control plane; it is good for twelve hours. */
  readonly issueToken: (domain: string) => string;
  /** Ends what still hangs, and closes the store. */
  readonly close: () => void;
}

const TOKEN_MS = 12 * 60 * 60 * 1000;

/** Throws an `EmulatorError` for options that cannot be used: a folder, a seed, a deny rule, a policy. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const store = options.data === undefined ? memoryStore() : openStore(options.data);
  const machine = machineWith(store, options);
  const handle: Emulator["handle"] = (call, gone) => machine.handle(call, gone);
  return {
    handle,
    respond: (request) => respondTo(request, handle),
    issueToken: (domain) => machine.issueToken(domain),
    close: () => machine.close(),
  };
}

/** A start that fails leaves the folder free for the next. */
function machineWith(store: Store, options: EmulatorOptions): Machine {
  try {
    return new Machine(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

class Machine {
  readonly #options: EmulatorOptions;
  readonly #store: Store;
  readonly #clock: AdjustableClock;
  readonly #faults = new FaultList();
  readonly #log = new RequestLog();
  readonly #permissions = new PermissionLog();
  readonly #events = new EventLog();
  readonly #closing = new AbortController();
  #world: World;
  #admit: (prepared: Prepared) => void;

  constructor(store: Store, options: EmulatorOptions) {
    this.#options = options;
    this.#store = store;
    this.#clock = new AdjustableClock(options.clock ?? systemClock);
    this.#world = this.#newWorld();
    this.#admit = this.#admission(options.policy);
    if (options.seed !== undefined) plantSeed(this.#world, options.seed);
  }

  async handle(call: Call, gone: AbortSignal): Promise<Delivery> {
    if (isInspection(call.path)) return this.#inspect(call);
    const world = this.#world;
    const prepared = prepare(call, world);
    if (prepared === undefined) return unknownPath(call);
    const faults = this.#faults.due(prepared.subject);
    const struck = faults.length === 0 ? undefined : faults.map((fault) => fault.do).join(", ");
    const end = this.#log.begin(prepared.subject, this.#clock.now(), struck);
    await this.#latency();
    const closing = this.#closing.signal;
    const delivery = await carryOut(prepared, faults, { world, admit: this.#admit, gone, closing });
    await this.#latency();
    end("answer" in delivery ? delivery.answer.status : null, this.#clock.now());
    return delivery;
  }

  issueToken(domain: string): string {
    const expires = this.#clock.now() + TOKEN_MS;
    return this.#world.tokens.issue({ domain, owner: ACCOUNT, expires });
  }

  close(): void {
    this.#closing.abort();
    this.#store.close();
  }

  #newWorld(): World {
    const [store, clock] = [this.#store, this.#clock];
    const {
      tokenSeconds,
      credentials,
      assumptions,
      npmjs,
      quotas = "off",
      explicitPort = false,
    } = this.#options;
    return {
      store,
      clock,
      quotas,
      explicitPort,
      effects: NO_EFFECTS,
      assumptions: { ...DEFAULT_ASSUMPTIONS, ...assumptions },
      tokens: createTokens(store, clock),
      events: this.#events,
      packuments: new PackumentCache(),
      ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
      ...(npmjs === undefined ? {} : { ingestion: new Ingestion(npmjs) }),
      ...(credentials === undefined ? {} : { credentials: new Map(Object.entries(credentials)) }),
    };
  }

  #inspect(call: Call): Delivery {
    return inspect(call, {
      world: this.#world,
      faults: this.#faults,
      log: this.#log,
      events: this.#events,
      clock: this.#clock,
      reset: () => this.#reset(),
      permissions: this.#permissions,
      setPolicy: (policy) => {
        this.#permissions.clear();
        this.#admit = this.#admission(policy);
      },
    });
  }

  #reset(): void {
    this.#store.clear();
    this.#faults.replace([]);
    this.#log.clear();
    this.#permissions.clear();
    this.#events.clear();
    this.#clock.reset();
    this.#world = this.#newWorld();
    this.#admit = this.#admission(this.#options.policy);
  }

  #admission(policy: string | undefined): (prepared: Prepared) => void {
    const { deny = [] } = this.#options;
    return admission(this.#world, {
      deny,
      log: this.#permissions,
      ...(policy === undefined ? {} : { policy }),
    });
  }

  /** One of the two halves of the latency: before and after the effect. */
  async #latency(): Promise<void> {
    const half = (this.#options.latencyMs ?? 0) / 2;
    if (half > 0) await this.#clock.sleep(half, this.#closing.signal);
  }
}

function prepare(call: Call, world: World): Prepared | undefined {
  return call.path.startsWith("/v1/") ? prepareControl(call, world) : prepareNpm(call, world);
}

function unknownPath(call: Call): Delivery {
  const message = `Unknown path: ${call.method} ${call.path.slice(0, 200)}`;
  return { kind: "answer", answer: json(404, { message, error: message }) };
}
