import { ReleaseError, type Json } from "@convoy/core";

/** The text of a JSON file with what `edit` makes of it, indented as it was; the same text where nothing changes. */
export function editJson(path: string, text: string, edit: (json: Json) => Json): string {
  const json = parse(path, text);
  const edited = edit(json);
  if (JSON.stringify(edited) === JSON.stringify(json)) return text;
  return jsonText(edited, /^[ \t]+(?=")/m.exec(text)?.[0]);
}

export function jsonText(json: unknown, indent = "  "): string {
  return `${JSON.stringify(json, null, indent)}\n`;
}

function parse(path: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new ReleaseError("INIT_UNREADABLE", `${path} is no plain JSON: ${(error as Error).message}`, {
      hint: `Take comments and trailing commas out of ${path}, and run the command again.`,
    });
  }
}
