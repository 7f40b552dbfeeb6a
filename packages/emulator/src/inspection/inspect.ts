import type { RequestLog } from "./request-log.ts";
import { json, type Answer, type Call } from "../exchange.ts";
import type { AdjustableClock } from "../clock.ts";
import { parseFaults, type Fault } from "../faults/fault.ts";
import type { FaultList } from "../faults/fault-list.ts";
import { invalid, ServiceError } from "../errors.ts";

/** What can be looked at and set from outside, under `/_emulator/`. */
export interface Inspected {
  readonly faults: FaultList;
  readonly log: RequestLog;
  readonly clock: AdjustableClock;
  readonly reset: () => void;
}

export function isInspection(path: string): boolean {
  return path === "/_emulator" || path.startsWith("/_emulator/");
}

type Inspection = (call: Call, inspected: Inspected) => Answer;

const ROUTES: Readonly<Record<string, Inspection>> = {
  "GET /_emulator/faults": (_, { faults }) => json(200, faults.faults.map(shown)),
  "POST /_emulator/faults"(call, { faults }) {
    faults.replace(parseFaults(bodyOf(call)));
    return json(200, faults.faults.map(shown));
  },
  "GET /_emulator/requests": (_, { log }) => json(200, log.list()),
  "POST /_emulator/reset"(_, { reset }) {
    reset();
    return json(200, {});
  },
};

export function inspect(call: Call, inspected: Inspected): Answer {
  const route = ROUTES[`${call.method} ${call.path}`];
  if (route === undefined)
    return json(404, { message: `Unknown: ${call.method} ${call.path.slice(0, 200)}` });
  try {
    return route(call, inspected);
  } catch (error) {
    if (error instanceof ServiceError) return json(error.status, { message: error.message });
    throw error;
  }
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
