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
