import type { SignIn } from "./sign-in.ts";

/**
 * The text of a user's npmrc with these settings, for npm, pnpm and Yarn 1. Every other line, comments too, stays as it
 * is. Yarn 1 sends no credential unless it is told `always-auth`, of which npm warns.
 */
export function npmrcWith(text: string, signIn: SignIn, client: "npm" | "pnpm" | "yarn-classic"): string {
  const { registry, settings, scopes, all } = signIn;
  const credentials = Object.entries(settings);
  const wanted = new Map<string, string>([
    ...scopes.map((scope) => [`${scope}:registry`, registry] as const),
    ...(all ? [["registry", registry] as const] : []),
    ...credentials,
    ...(client === "yarn-classic"
      ? credentials.map(([key]) => [key.replace(/:[^:]*$/, ":always-auth"), "true"] as const)
      : []),
  ]);
  const lines = text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
  const end = lines.findIndex((line) => /^\s*\[/.test(line));
  const [own, sections] = end < 0 ? [lines, []] : [lines.slice(0, end), lines.slice(end)];
  const met = new Set<string>();
  const kept = own.flatMap((line) => {
    const key = keyOf(line);
    if (key === undefined || !wanted.has(key)) return [line];
    if (met.has(key)) return []; // of two lines the second would count
    met.add(key);
    return [`${key}=${wanted.get(key)}`];
  });
  const added = [...wanted].flatMap(([key, value]) => (met.has(key) ? [] : [`${key}=${value}`]));
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return [...kept, ...added, ...sections, ""].join(newline);
}

function keyOf(line: string): string | undefined {
  return /^\s*([^;#\s[=][^=]*?)\s*(?:=|$)/.exec(line)?.[1];
}
