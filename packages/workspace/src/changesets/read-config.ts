import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateConfig } from "@changesets/config";
import type { Config, Packages } from "@changesets/types";
import { ReleaseError } from "@convoy/core";
import { quietly } from "./quietly.ts";

export interface ReadConfig {
  readonly config: Config;
  /** What changesets remarks and still accepts. */
  readonly notes: readonly string[];
}

/**
 * The configuration of changesets; where the workspace has none, and `orDefault` says so, all of its defaults. Throws
 * `CHANGESETS_MISSING`, and `CHANGESETS_CONFIG_INVALID` with all that changesets finds wrong with it.
 */
export function readConfig(packages: Packages, { orDefault }: { readonly orDefault: boolean }): ReadConfig {
  const path = join(packages.rootDir, ".changeset", "config.json");
  const isThere = existsSync(path);
  if (!isThere && !orDefault) {
    throw new ReleaseError("CHANGESETS_MISSING", `${packages.rootDir} has no .changeset/config.json`, {
      hint: "Run `convoy init` there, and commit what it makes; or let commits tell what has changed: `--from commits`.",
    });
  }
  const { result, said } = quietly(() => validateConfig(isThere ? parseConfig(path) : {}, packages));
  if (result.errors !== undefined) throw invalid(result.errors);
  return { config: result.config, notes: [...result.warnings, ...said] };
}

function parseConfig(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid([error.message]);
    throw error;
  }
}

function invalid(findings: readonly string[]): ReleaseError {
  const message = findings.map((finding) => `.changeset/config.json: ${finding}`).join("\n");
  return new ReleaseError("CHANGESETS_CONFIG_INVALID", message, { hint: "Mend .changeset/config.json." });
}
