import { invalid } from "../errors.ts";

/** What a fault does to a call. */
export type FaultAct =
  | { readonly kind: "status"; readonly status: number; readonly afterEffect: boolean }
  | { readonly kind: "reset"; readonly afterEffect: boolean }
  | { readonly kind: "hang" }
  | { readonly kind: "truncate-reply" }
  | { readonly kind: "garbage" }
  | { readonly kind: "throttle"; readonly seconds: string }
  | { readonly kind: "delay"; readonly milliseconds: number }
  | { readonly kind: "invisible"; readonly milliseconds: number }
  | { readonly kind: "corrupt" }
  | { readonly kind: "deny" }
  | { readonly kind: "expire-token" };

export interface FaultMatch {
  readonly plane?: "npm" | "control";
  readonly operation?: string;
  readonly repository?: string;
  readonly package?: string;
}

export interface Fault {
  readonly match: FaultMatch;
  /** The first matching request that it strikes, counted from 1. */
  readonly at: number;
  /** How many matching requests it strikes from there on. */
  readonly times: number;
  /** As written: `status:503`. */
  readonly do: string;
  readonly act: FaultAct;
}

/** Reads a list of faults, as it is posted. Throws a `ServiceError` that names the entry at fault. */
export function parseFaults(value: unknown): readonly Fault[] {
  if (!Array.isArray(value)) throw invalid("Expected a list of faults");
  return value.map((entry: unknown, index) => parseFault(entry, `faults[${index}]`));
}

function parseFault(entry: unknown, at: string): Fault {
  if (typeof entry !== "object" || entry === null) throw invalid(`${at}: expected an object`);
  const fields = entry as Readonly<Record<string, unknown>>;
  const act = typeof fields["do"] === "string" ? parseAct(fields["do"]) : undefined;
  if (act === undefined) throw invalid(`${at}.do: unknown fault ${JSON.stringify(fields["do"])}`);
  return {
    match: parseMatch(fields["match"] ?? {}, `${at}.match`),
    at: count(fields["at"], `${at}.at`),
    times: count(fields["times"], `${at}.times`),
    do: fields["do"] as string,
    act,
  };
}

const MATCH_FIELDS: readonly string[] = ["plane", "operation", "repository", "package"];

function parseMatch(match: unknown, at: string): FaultMatch {
  if (typeof match !== "object" || match === null) throw invalid(`${at}: expected an object`);
  for (const [field, value] of Object.entries(match)) {
    if (!MATCH_FIELDS.includes(field))
      throw invalid(`${at}.${field}: unknown; expected ${MATCH_FIELDS.join(", ")}`);
    if (typeof value !== "string") throw invalid(`${at}.${field}: expected a text`);
  }
  return match;
}

function count(value: unknown, at: string): number {
  if (value === undefined) return 1;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1)
    throw invalid(`${at}: expected a whole number from 1`);
  return value;
}

function parseAct(text: string): FaultAct | undefined {
  const status = /^status:([2-5]\d\d)(-after-effect)?$/.exec(text);
  if (status !== null)
    return { kind: "status", status: Number(status[1]), afterEffect: status[2] !== undefined };
  const timed = /^(throttle|delay|invisible):(.+)$/.exec(text);
  if (timed === null) return PLAIN_ACTS[text];
  const [, kind, amount = ""] = timed;
  if (kind === "throttle") return { kind, seconds: amount };
  return (kind === "delay" || kind === "invisible") && /^\d+$/.test(amount)
    ? { kind, milliseconds: Number(amount) }
    : undefined;
}

const PLAIN_ACTS: Readonly<Record<string, FaultAct>> = {
  reset: { kind: "reset", afterEffect: false },
  "reset-after-effect": { kind: "reset", afterEffect: true },
  hang: { kind: "hang" },
  "truncate-reply": { kind: "truncate-reply" },
  garbage: { kind: "garbage" },
  corrupt: { kind: "corrupt" },
  deny: { kind: "deny" },
  "expire-token": { kind: "expire-token" },
};
