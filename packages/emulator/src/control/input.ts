import { BODY_MEMBERS, OWN_RULES, QUERY_MEMBERS, type Input, type Member } from "./members.ts";
import { isRecord, problemsOf, violated, type Rule } from "./rules.ts";
import type { Operation } from "./operations.ts";
import type { Call } from "../exchange.ts";
import { invalid } from "../errors.ts";

interface Slot extends Member {
  /** The name on the wire. */
  readonly key: string;
  readonly required: boolean;
}

interface Slots {
  readonly query: readonly Slot[];
  readonly body: readonly Slot[];
}

const slotsByOperation = new Map<string, Slots>();

/** Reads the members of a call and holds each against its rule; all that is wrong is said at once. */
export function readInput(operation: Operation, call: Call): Input {
  const slots = slotsOf(operation);
  const query = new URLSearchParams(call.query);
  const body = slots.body.length === 0 ? {} : parseBody(call.body);
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const slot of slots.query) {
    const raw = query.get(slot.key);
    take(slot, raw === null ? undefined : fromText(slot.rule, raw), { values, problems });
  }
  for (const slot of slots.body) take(slot, body[slot.key] ?? undefined, { values, problems });
  if (problems.length > 0) {
    const found = `${problems.length} validation error${problems.length === 1 ? "" : "s"} detected`;
    throw invalid(`${found}: ${problems.join("; ")}`);
  }
  return values as unknown as Input;
}

function take(
  slot: Slot,
  value: unknown,
  result: { readonly values: Record<string, unknown>; readonly problems: string[] },
): void {
  if (value === undefined) {
    if (slot.required) result.problems.push(violated(null, slot.name, "Member must not be null"));
    return;
  }
  result.problems.push(...problemsOf(slot.rule, value, slot.name));
  result.values[slot.name] = value;
}

/** A query value in its own type. One that does not read as it stays text, for the rule to refuse. */
function fromText(rule: Rule, raw: string): unknown {
  if (rule.kind === "integer" && /^-?\d{1,15}$/.test(raw)) return Number(raw);
  if (rule.kind === "boolean" && (raw === "true" || raw === "false")) return raw === "true";
  return raw;
}

function parseBody(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (bytes.byteLength === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  } catch {
    throw invalid("The request body is not valid JSON", "CANNOT_PARSE");
  }
  if (!isRecord(parsed)) throw invalid("The request body is not a JSON object", "CANNOT_PARSE");
  return parsed;
}

function slotsOf(operation: Operation): Slots {
  let slots = slotsByOperation.get(operation.name);
  if (slots === undefined) {
    slots = {
      query: operation.query.map((word) => slotFor(operation, word, QUERY_MEMBERS)),
      body: operation.body.map((word) => slotFor(operation, word, BODY_MEMBERS)),
    };
    slotsByOperation.set(operation.name, slots);
  }
  return slots;
}

function slotFor(operation: Operation, word: string, members: Readonly<Record<string, Member>>): Slot {
  const required = word.endsWith("!");
  const key = required ? word.slice(0, -1) : word;
  const member = members[key];
  if (member === undefined) throw new Error(`${operation.name}: no member ${key}`);
  return { ...member, rule: OWN_RULES[`${operation.name}.${key}`] ?? member.rule, key, required };
}
