import { unreachable } from "../unreachable.ts";

/** What a member's value must be like. */
export type Rule =
  | {
      readonly kind: "string";
      readonly min: number;
      readonly max: number;
      readonly pattern?: RegExp;
      readonly patternText?: string;
    }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "list"; readonly of: Rule; readonly max: number }
  | { readonly kind: "map"; readonly of: Rule; readonly keys?: readonly string[] }
  | {
      readonly kind: "struct";
      readonly members: Readonly<Record<string, Rule>>;
      readonly required: readonly string[];
    };

export function text(min: number, max: number, pattern?: string): Rule {
  if (pattern === undefined) return { kind: "string", min, max };
  return { kind: "string", min, max, pattern: new RegExp(`^(?:${pattern})$`, "u"), patternText: pattern };
}

export function oneOf(...values: readonly string[]): Rule {
  return { kind: "enum", values };
}

export function integer(min: number, max: number): Rule {
  return { kind: "integer", min, max };
}

export function list(of: Rule, max = 1000): Rule {
  return { kind: "list", of, max };
}

export function map(of: Rule, keys?: readonly string[]): Rule {
  return keys === undefined ? { kind: "map", of } : { kind: "map", of, keys };
}

export function struct(members: Readonly<Record<string, Rule>>, ...required: readonly string[]): Rule {
  return { kind: "struct", members, required };
}

export const BOOLEAN: Rule = { kind: "boolean" };

/** What is wrong with the value, as the service words its constraints; nothing when it is right. */
export function problemsOf(rule: Rule, value: unknown, at: string): readonly string[] {
  switch (rule.kind) {
    case "string":
      return textProblems(rule, value, at);
    case "enum":
      return typeof value === "string" && rule.values.includes(value)
        ? []
        : [violated(value, at, `Member must satisfy enum value set: [${rule.values.join(", ")}]`)];
    case "integer":
      return integerProblems(rule, value, at);
    case "boolean":
      return typeof value === "boolean" ? [] : [violated(value, at, "Member must be a boolean")];
    case "list":
      if (!Array.isArray(value)) return [violated(value, at, "Member must be a list")];
      if (value.length > rule.max)
        return [violated(value, at, `Member must have length less than or equal to ${rule.max}`)];
      return value.flatMap((item, index) => problemsOf(rule.of, item, `${at}.${index + 1}.member`));
    case "map":
      return mapProblems(rule, value, at);
    case "struct":
      return structProblems(rule, value, at);
    default:
      return unreachable(rule);
  }
}

function textProblems(
  rule: Extract<Rule, { kind: "string" }>,
  value: unknown,
  at: string,
): readonly string[] {
  if (typeof value !== "string") return [violated(value, at, "Member must be a string")];
  if (value.length < rule.min)
    return [violated(value, at, `Member must have length greater than or equal to ${rule.min}`)];
  if (value.length > rule.max)
    return [violated(value, at, `Member must have length less than or equal to ${rule.max}`)];
  if (rule.pattern === undefined || rule.pattern.test(value)) return [];
  return [violated(value, at, `Member must satisfy regular expression pattern: ${rule.patternText}`)];
}

function integerProblems(
  rule: Extract<Rule, { kind: "integer" }>,
  value: unknown,
  at: string,
): readonly string[] {
  if (typeof value !== "number" || !Number.isInteger(value))
    return [violated(value, at, "Member must be an integer")];
  if (value < rule.min)
    return [violated(value, at, `Member must have value greater than or equal to ${rule.min}`)];
  if (value > rule.max)
    return [violated(value, at, `Member must have value less than or equal to ${rule.max}`)];
  return [];
}

function mapProblems(rule: Extract<Rule, { kind: "map" }>, value: unknown, at: string): readonly string[] {
  if (!isRecord(value)) return [violated(value, at, "Member must be a map")];
  return Object.entries(value).flatMap(([key, item]) => {
    if (rule.keys !== undefined && !rule.keys.includes(key)) {
      return [violated(key, at, `Map keys must satisfy enum value set: [${rule.keys.join(", ")}]`)];
    }
    return problemsOf(rule.of, item, `${at}.${key}.member`);
  });
}

function structProblems(
  rule: Extract<Rule, { kind: "struct" }>,
  value: unknown,
  at: string,
): readonly string[] {
  if (!isRecord(value)) return [violated(value, at, "Member must be a structure")];
  const missing = rule.required.filter((name) => value[name] === undefined || value[name] === null);
  const given = Object.entries(rule.members).filter(
    ([name]) => value[name] !== undefined && value[name] !== null,
  );
  return [
    ...missing.map((name) => violated(null, `${at}.${name}`, "Member must not be null")),
    ...given.flatMap(([name, member]) => problemsOf(member, value[name], `${at}.${name}`)),
  ];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function violated(value: unknown, at: string, constraint: string): string {
  const shown = value === null || value === undefined ? "null" : `'${shorten(value)}'`;
  return `Value ${shown} at '${at}' failed to satisfy constraint: ${constraint}`;
}

function shorten(value: unknown): string {
  const shown = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return shown.length > 120 ? `${shown.slice(0, 120)}...` : shown;
}
