import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { CONFIG_SCHEMA, type ConvoyConfig } from "./schema.ts";

export const CONFIG_FILE = "convoy.json";

/** The workspace's convoy.json, or undefined where there is none. All problems are in one error. */
export async function loadConfig(root: string): Promise<ConvoyConfig | undefined> {
  const text = await readFile(join(root, CONFIG_FILE), "utf8").catch(undefinedWhenMissing);
  return text === undefined ? undefined : parseConfig(text);
}

/** Throws `CONFIG_INVALID` with every problem. */
export function parseConfig(text: string): ConvoyConfig {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ReleaseError("CONFIG_INVALID", `${CONFIG_FILE} is no JSON: ${error.message}`);
  }
  const parsed = CONFIG_SCHEMA.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `${path.join(".") || CONFIG_FILE}: ${message}`,
  );
  throw new ReleaseError("CONFIG_INVALID", lines.join("\n"), {
    hint: `Mend ${CONFIG_FILE}. An editor that reads its "$schema" shows what each setting takes.`,
  });
}

function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
