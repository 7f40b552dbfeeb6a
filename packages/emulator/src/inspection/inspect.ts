import { setClock, showClock } from "./clock-routes.ts";
import { overviewPage } from "../page/overview.ts";
import { repositoryPage } from "../page/repository.ts";
import type { PermissionLog } from "./permission-log.ts";
import type { RequestLog } from "./request-log.ts";
import { parseIdentityPolicy } from "../access/policy.ts";
import type { AdjustableClock } from "../clock.ts";
import { invalid, ServiceError } from "../errors.ts";
import type { EventLog } from "../events/event-log.ts";
import { json, type Answer, type Call, type Delivery } from "../exchange.ts";
import { parseFaults, type Fault } from "../faults/fault.ts";
import type { FaultList } from "../faults/fault-list.ts";
import type { World } from "../world.ts";

/** What can be looked at and set from outside, under `/_emulator/`. */
export interface Inspected {
  readonly world: World;
  readonly faults: FaultList;
  readonly log: RequestLog;
  readonly events: EventLog;
  readonly clock: AdjustableClock;
  readonly reset: () => void;
  readonly permissions: PermissionLog;
  /** What the caller may do from now on; all, where it is undefined. */
  readonly setPolicy: (document: string | undefined) => void;
}

export function isInspection(path: string): boolean {
  return path === "/_emulator" || path.startsWith("/_emulator/");
}

type Inspection = (call: Call, inspected: Inspected) => Answer;

const ROUTES: Readonly<Record<string, Inspection>> = {
  "GET /_emulator": () => ({ status: 308, headers: { location: "/_emulator/" }, body: "" }),
  "GET /_emulator/": (call, inspected) => overviewPage(inspected, call.origin),
  "GET /_emulator/repository": (call, { world }) => repositoryPage(world, call),
  "GET /_emulator/faults": (_, { faults }) => json(200, faults.faults.map(shown)),
  "POST /_emulator/faults"(call, { faults }) {
    faults.replace(parseFaults(bodyOf(call)));
    return json(200, faults.faults.map(shown));
  },
  "GET /_emulator/requests": (_, { log }) => json(200, log.list()),
  "GET /_emulator/events": (_, { events }) => json(200, events.list()),
  "GET /_emulator/clock": (_, { clock }) => showClock(clock),
  "POST /_emulator/clock": (call, { clock }) => setClock(clock, bodyOf(call)),
  "GET /_emulator/permissions": (_, { permissions }) => json(200, permissions.list()),
  "POST /_emulator/policy"(call, { setPolicy }) {
    const document = bodyOf(call) === null ? undefined : Buffer.from(call.body).toString();
    if (document !== undefined) parseIdentityPolicy(document);
    setPolicy(document);
    return json(200, {});
  },
  "POST /_emulator/reset"(_, { reset }) {
    reset();
    return json(200, {});
  },
};

export function inspect(call: Call, inspected: Inspected): Delivery {
  if (call.path === "/_emulator/events/stream") return eventStream(inspected.events);
  const route = ROUTES[`${call.method} ${call.path}`];
  if (route === undefined)
    return answer(json(404, { message: `Unknown: ${call.method} ${call.path.slice(0, 200)}` }));
  try {
    return answer(route(call, inspected));
  } catch (error) {
    if (error instanceof ServiceError) return answer(json(error.status, { message: error.message }));
    throw error;
  }
}

/** Server-sent events, each with one event of the log, from now on. */
function eventStream(events: EventLog): Delivery {
  return {
    kind: "stream",
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
    start(push) {
      push(": listening\n\n");
      return events.listen((event) => push(`data: ${JSON.stringify(event)}\n\n`));
    },
  };
}

function answer(whole: Answer): Delivery {
  return { kind: "answer", answer: whole };
}

function bodyOf(call: Call): unknown {
  try {
    return JSON.parse(Buffer.from(call.body).toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid("The body is not valid JSON");
    throw error;
  }
}

function shown({ match, at, times, do: text }: Fault): Readonly<Record<string, unknown>> {
  return { match, at, times, do: text };
}
