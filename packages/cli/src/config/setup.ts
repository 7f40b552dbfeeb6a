import type { Guard } from "@convoy/core";
import { z } from "zod";

/** What `convoy setup` makes beside the repositories of the target. */
export interface SetupConfig {
  readonly upstream?: string | false | undefined;
  readonly guard?: Guard | false | undefined;
}

export const DEFAULT_UPSTREAM = "npm-store";
export const DEFAULT_GUARD: Guard = "scopes";

export function repositoryName(): z.ZodString {
  return z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$/,
      "a repository is 2 to 100 letters, digits, dots, underscores and hyphens",
    );
}

/** `setup` of convoy.json. */
export const SETUP_SCHEMA: z.ZodType<SetupConfig> = z.strictObject({
  upstream: z
    .union([repositoryName(), z.literal(false)], { error: "expected the name of a repository, or false" })
    .optional()
    .describe(
      "The repository behind the channel that public packages come through, or false. Default npm-store, for a channel that `convoy setup` makes.",
    ),
  guard: z
    .union([z.enum(["scopes", "names"]), z.literal(false)], {
      error: 'expected "scopes", "names" or false',
    })
    .optional()
    .describe(
      "What no version may come of but by a release: all names of the packages' scopes, their names alone, or nothing. Default scopes.",
    ),
});
