import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { readIfThere } from "../read-if-there.ts";
import { checked } from "./checked.ts";
import { CONFIG_SCHEMA, type ConvoyConfig } from "./schema.ts";

const CONFIG_FILE = "convoy.json";

/** The workspace's convoy.json, or undefined where there is none. All problems are in one error. */
export async function loadConfig(root: string): Promise<ConvoyConfig | undefined> {
  const text = await readIfThere(join(root, CONFIG_FILE));
  return text === undefined ? undefined : parseConfig(text);
}

/** Throws `CONFIG_INVALID` with every problem. */
export function parseConfig(text: string): ConvoyConfig {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ReleaseError("CONFIG_INVALID", `${CONFIG_FILE} is no JSON: ${error.message}`, {
      hint: `Mend ${CONFIG_FILE}: it takes no comments and no trailing commas.`,
    });
  }
  return checked(json, CONFIG_SCHEMA, {
    file: CONFIG_FILE,
    code: "CONFIG_INVALID",
    hint: `Mend ${CONFIG_FILE}. An editor that reads its "$schema" shows what each setting takes.`,
  });
}
