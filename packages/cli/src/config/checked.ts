import { readFile } from "node:fs/promises";
import { ReleaseError } from "@convoy/core";
import type { z } from "zod";
import { wording } from "./wording.ts";

export interface CheckedFile {
  /** As messages name it. */
  readonly file: string;
  /** Of the error, with what to do about it. */
  readonly code: string;
  readonly hint: string;
}

/** The value as the schema has it. Throws an error with every problem, each by the path to it. */
export function checked<T>(value: unknown, schema: z.ZodType<T>, { file, code, hint }: CheckedFile): T {
  const parsed = schema.safeParse(value, { error: wording });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join(".") || file}: ${message}`);
  throw new ReleaseError(code, lines.join("\n"), { hint });
}

/** The same of what the file has as JSON. A file that is not there, or holds no JSON, is such an error, too. */
export async function checkedFile<T>(schema: z.ZodType<T>, about: CheckedFile): Promise<T> {
  return checked(await readJson(about), schema, about);
}

async function readJson({ file, code, hint }: CheckedFile): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Error && "code" in error)) throw error;
    throw new ReleaseError(code, `${file}: ${error.message}`, { hint });
  }
}
