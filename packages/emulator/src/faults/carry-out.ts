import type { Fault, FaultAct } from "./fault.ts";
import { identityDenial } from "../access/deny.ts";
import { spoilt } from "./spoilt.ts";
import { denied, ERROR_STATUS, ServiceError, type ErrorName } from "../errors.ts";
import type { Answer, Delivery } from "../exchange.ts";
import { unreachable } from "../unreachable.ts";
import type { Prepared } from "../plane.ts";
import type { World, WriteEffects } from "../world.ts";

export interface Surroundings {
  readonly world: World;
  /** Throws a `ServiceError` for a call that quotas or permissions turn away. */
  readonly admit: (prepared: Prepared) => void;
  /** Aborts when the client has left. A request that it has sent is carried out all the same. */
  readonly gone: AbortSignal;
  /** Aborts when the emulator closes. Nothing is carried out after that. */
  readonly closing: AbortSignal;
}

/** Carries a call out, as far as the faults that are due let it. */
export async function carryOut(
  prepared: Prepared,
  faults: readonly Fault[],
  surroundings: Surroundings,
): Promise<Delivery> {
  const acts = faults.map(({ act }) => act);
  for (const act of acts) {
    if (act.kind === "delay") await surroundings.world.clock.sleep(act.milliseconds, surroundings.closing);
  }
  if (surroundings.closing.aborted) return { kind: "reset" };
  const effects: WriteEffects = {
    invisibleMs: Math.max(0, ...acts.map((act) => (act.kind === "invisible" ? act.milliseconds : 0))),
    corrupt: acts.some((act) => act.kind === "corrupt"),
  };
  const ending = acts.find(({ kind }) => kind !== "delay" && kind !== "invisible" && kind !== "corrupt");
  const reads = READ.test(prepared.subject.operation);
  const attempted = async (): Promise<Answer> => {
    const answer = await attempt(prepared, surroundings, effects);
    return reads && effects.corrupt ? spoilt(answer) : answer;
  };
  return ending === undefined
    ? answered(await attempted())
    : end(ending, { ...surroundings, prepared, attempted });
}

/** What these answer is what `corrupt` changes; with all others it is what they store. */
const READ = /^(Get|List|Describe)/;

interface Ending extends Surroundings {
  readonly prepared: Prepared;
  readonly attempted: () => Promise<Answer>;
}

async function end(act: FaultAct, { prepared, world, gone, closing, attempted }: Ending): Promise<Delivery> {
  const failed = (error: ServiceError): Delivery => answered(prepared.renderError(error));
  switch (act.kind) {
    case "status":
      if (act.afterEffect) await attempted();
      return failed(errorWith(act.status));
    case "reset":
      if (act.afterEffect) await attempted();
      return { kind: "reset" };
    case "hang":
      await aborted(AbortSignal.any([gone, closing]));
      return { kind: "reset" };
    case "truncate-reply":
      return { kind: "truncated", answer: await attempted() };
    case "garbage":
      return answered({
        status: 200,
        headers: { "content-type": "text/html" },
        body: "<html><body><h1>Please log in to the network</h1></body></html>",
      });
    case "throttle":
      return failed(
        new ServiceError("ThrottlingException", "Rate exceeded", { headers: { "retry-after": act.seconds } }),
      );
    case "deny":
      return failed(denialOf(prepared));
    case "expire-token":
      return expire(prepared, world, attempted);
    case "delay":
    case "invisible":
    case "corrupt":
      return answered(await attempted());
    default:
      return unreachable(act);
  }
}

function aborted(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

/** The npm plane then sees for itself that the token is no good; the control plane has credentials that expire. */
async function expire(prepared: Prepared, world: World, attempted: () => Promise<Answer>): Promise<Delivery> {
  if (prepared.subject.plane === "control") {
    const error = new ServiceError(
      "ExpiredTokenException",
      "The security token included in the request is expired",
    );
    return answered(prepared.renderError(error));
  }
  if (prepared.token !== undefined) world.tokens.revoke(prepared.token);
  return answered(await attempted());
}

async function attempt(
  prepared: Prepared,
  { world, admit }: Surroundings,
  effects: WriteEffects,
): Promise<Answer> {
  const answer = await tried(prepared, async () => {
    prepared.authenticate();
    admit(prepared);
    await prepared.fetch?.();
    return prepared.perform(effects);
  });
  // Nothing is answered before it is safe; an error may have changed something as well.
  return tried(prepared, () => {
    world.store.commit();
    return answer;
  });
}

async function tried(prepared: Prepared, perform: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await perform();
  } catch (error) {
    if (error instanceof ServiceError) return prepared.renderError(error);
    const message = error instanceof Error ? error.message : String(error);
    return prepared.renderError(
      new ServiceError("InternalServerException", `The emulator failed: ${message}`),
    );
  }
}

function denialOf(prepared: Prepared): ServiceError {
  const [permission] = prepared.permissions();
  return permission === undefined ? denied("Forbidden") : identityDenial(permission);
}

function errorWith(status: number): ServiceError {
  const names = Object.keys(ERROR_STATUS) as ErrorName[];
  const name = names.find((candidate) => ERROR_STATUS[candidate] === status) ?? "InternalServerException";
  return new ServiceError(name, `Injected fault: status ${status}`, { status });
}

function answered(answer: Answer): Delivery {
  return { kind: "answer", answer };
}
