import type { PackageAddress } from "../store/records.ts";

type Part = { readonly kind: "any" } | { readonly kind: "exact" | "prefix"; readonly text: string };

/** A package group's pattern, taken apart: `/npm/acme/ui~` is the format, an exact namespace and a prefix. */
export interface Pattern {
  readonly text: string;
  readonly format: Part;
  readonly namespace: Part;
  readonly name: Part;
}

/** A strong match is the pattern to the letter; a weak one only looks like it. */
export type Match = "STRONG" | "WEAK";

export type Coordinates = Pick<PackageAddress, "format" | "namespace" | "name">;

const ANY: Part = { kind: "any" };
const SYNTAX = /^\/(?:\*|[^/\s]+\/(?:\*|[^/\s]*\/\*|[^/\s]+~|[^/\s]*\/[^/\s]+[$~]))$/;

/** Undefined for a text that is no pattern. */
export function parsePattern(text: string): Pattern | undefined {
  if (!SYNTAX.test(text)) return undefined;
  const operator = text.at(-1);
  const [format = "", namespace = "", name = ""] = text.slice(1, -1).split("/");
  const depth = text.slice(1, -1).split("/").length;
  const exact = (part: string): Part => ({ kind: "exact", text: part });
  const last = (part: string): Part => ({ kind: operator === "$" ? "exact" : "prefix", text: part });
  if (operator === "*") {
    return {
      text,
      format: depth > 1 ? exact(format) : ANY,
      namespace: depth > 2 ? exact(namespace) : ANY,
      name: ANY,
    };
  }
  if (depth === 2) return { text, format: exact(format), namespace: last(namespace), name: ANY };
  return { text, format: exact(format), namespace: exact(namespace), name: last(name) };
}

/** How a package belongs to a pattern, if it does. */
export function matchOf(pattern: Pattern, { format, namespace, name }: Coordinates): Match | undefined {
  if (!holds(pattern.format, format)) return undefined;
  if (holds(pattern.namespace, namespace ?? "") && holds(pattern.name, name)) return "STRONG";
  const looksLike =
    holds(blurred(pattern.namespace), blur(namespace ?? "")) && holds(blurred(pattern.name), blur(name));
  return looksLike ? "WEAK" : undefined;
}

/** Whether every package of the inner pattern belongs to the outer one too. */
export function contains(outer: Pattern, inner: Pattern): boolean {
  return (
    covers(outer.format, inner.format) &&
    covers(outer.namespace, inner.namespace) &&
    covers(outer.name, inner.name)
  );
}

/** Higher is more specific: a name before a namespace before a format, exact before prefix, long before short. */
export function specificity({ format, namespace, name }: Pattern): number {
  const weight = (part: Part): number =>
    part.kind === "any" ? 0 : part.kind === "exact" ? 1000 : part.text.length;
  return weight(format) + weight(namespace) * 1e4 + weight(name) * 1e8;
}

function holds(part: Part, text: string): boolean {
  if (part.kind === "any") return true;
  if (part.kind === "exact") return part.text === text;
  return text.startsWith(part.text) && endsWord(text, part.text.length);
}

function covers(outer: Part, inner: Part): boolean {
  return inner.kind === "any"
    ? outer.kind === "any"
    : holds(outer, inner.text) && !(outer.kind === "exact" && inner.kind === "prefix");
}

/** A prefix ends where a word does: before a sign, between letters and digits, before a capital. */
function endsWord(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)];
  if (after === "" || !/[\p{L}\p{N}]/u.test(after) || !/[\p{L}\p{N}]/u.test(before)) return true;
  return /\p{N}/u.test(before) !== /\p{N}/u.test(after) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(after));
}

function blurred(part: Part): Part {
  return part.kind === "any" ? part : { kind: part.kind, text: blur(part.text) };
}

/** What a hasty reader sees: no capitals, one kind of sign, no accents, digits as the letters they resemble. */
function blur(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[-._]+/g, "-").replace(/[01]/g, (digit) => (digit === "0" ? "o" : "l"));
}
