/** The JSON document that stands last in what `convoy --json` wrote; undefined where there is none. */
export function lastDocument(stdout: string): unknown {
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  return line.startsWith("{") ? JSON.parse(line) : undefined;
}
