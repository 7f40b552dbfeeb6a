import { parse } from "ini";

const REFERENCE = /(?<!\\)(\\*)\$\{([^${}?:]+)(\?|:-[^${}]*)?\}/g;

/**
 * The settings of an npmrc file, `${NAME}` replaced from `env` as npm does: a name that is not set stays as it is
 * written, `${NAME?}` becomes empty, and `${NAME:-x}` becomes x. Lists are joined by line feeds.
 */
export function readUserNpmrc(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parse(text)).flatMap(([key, value]) => {
      const written = asText(value);
      return written === undefined ? [] : [[expand(key, env), expand(written, env)]];
    }),
  );
}

function asText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(String).join("\n");
  return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
}

function expand(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replace(REFERENCE, (...[whole, escapes, name, otherwise]: (string | undefined)[]) => {
    if (escapes === undefined || escapes.length % 2 === 1) return whole ?? "";
    const value = env[name ?? ""] ?? fallback(otherwise);
    return value === undefined ? (whole ?? "") : escapes + value;
  });
}

function fallback(otherwise: string | undefined): string | undefined {
  if (otherwise === undefined) return undefined;
  return otherwise === "?" ? "" : otherwise.slice(":-".length);
}
