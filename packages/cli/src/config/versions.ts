import type { Bump } from "@convoy/core";
import type { VersionRules } from "@convoy/workspace";
import { z } from "zod";

/** How versions and changelogs are made, beyond what .changeset/config.json says. */
export interface VersionsConfig extends VersionRules {
  readonly env?: readonly string[] | undefined;
  readonly commitTypes?: Readonly<Record<string, Bump>> | undefined;
}

const BUMPS: readonly Bump[] = ["major", "minor", "patch", "none"];

/** `versions` of convoy.json. */
export const VERSIONS_SCHEMA: z.ZodType<VersionsConfig> = z.strictObject({
  env: z
    .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable"))
    .optional()
    .describe("Environment variables that the changelog module may see, such as GITHUB_TOKEN. Default none."),
  peerDependents: z
    .enum(["patch", "breaking"])
    .optional()
    .describe(
      "What a package is released as when a new version leaves its peer range. Default patch, as changesets has it.",
    ),
  changelogReasons: z
    .boolean()
    .optional()
    .describe(
      "Whether the changelog of a dependent says why its dependencies moved, from where and to where.",
    ),
  lanes: z
    .record(z.string(), z.array(z.string().min(1)))
    .optional()
    .describe(
      "Packages that are prereleased while the others are released: lane, which is the dist-tag, to globs.",
    ),
  commitTypes: z
    .record(z.string().regex(/^[a-z][a-z0-9_-]*$/, "a type of commit, in lower case"), z.enum(BUMPS))
    .optional()
    .describe(
      "The bump of each type of commit under `--from commits`, over feat: minor; fix, perf, revert: patch.",
    ),
});
