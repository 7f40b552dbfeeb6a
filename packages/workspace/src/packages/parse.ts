import { isObject, ReleaseError } from "@convoy/core";
import { parse } from "yaml";

/** The JSON in a file. Throws `MANIFEST_INVALID` with the path and what the parser says. */
export function parseJson(text: string, path: string): unknown {
  try {
    // Windows editors put a byte order mark in front.
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (error) {
    throw new ReleaseError("MANIFEST_INVALID", `${path}: ${messageOf(error)}`, {
      hint: "Mend the JSON in this file.",
      cause: error,
    });
  }
}

/** The YAML in a file, no tags, few aliases. Throws `WORKSPACE_INVALID` with the path and what the parser says. */
export function parseYaml(text: string, path: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, customTags: [], logLevel: "error" });
  } catch (error) {
    throw new ReleaseError("WORKSPACE_INVALID", `${path}: ${messageOf(error)}`, {
      hint: "Mend the YAML in this file.",
      cause: error,
    });
  }
}

export function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** The entries whose value is a string, as own properties of an object without a prototype. */
export function stringsOf(value: unknown): Readonly<Record<string, string>> {
  const strings: Record<string, string> = Object.create(null) as Record<string, string>;
  if (!isObject(value)) return strings;
  for (const [name, one] of Object.entries(value)) if (typeof one === "string") strings[name] = one;
  return strings;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
