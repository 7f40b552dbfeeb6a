import type { z } from "zod";

/** What is wrong with a setting, in words that do not presume knowledge of the schema; undefined leaves it to zod. */
export const wording: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is missing";
      return `expected ${withArticle(issue.expected)}, got ${JSON.stringify(issue.input)}`;
    case "unrecognized_keys":
      return `unknown setting${issue.keys.length === 1 ? "" : "s"}: ${issue.keys.join(", ")}`;
    case "invalid_value":
      return `expected ${oneOf(issue.values)}, got ${JSON.stringify(issue.input)}`;
    case "invalid_union":
      return Array.isArray(issue["options"]) ? `expected ${oneOf(issue["options"])}` : undefined;
    case "too_small":
      if (issue.origin === "string") return "must not be empty";
      return `expected ${issue.minimum} or more, got ${JSON.stringify(issue.input)}`;
    case "too_big":
      return `expected ${issue.maximum} or less, got ${JSON.stringify(issue.input)}`;
    default:
      return undefined;
  }
};

function withArticle(type: string): string {
  if (type === "int") return "a whole number";
  return `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;
}

function oneOf(values: readonly z.core.util.Primitive[]): string {
  return values.map((value) => (typeof value === "string" ? `"${value}"` : String(value))).join(" or ");
}
