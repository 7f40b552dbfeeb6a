import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Seed, SeedDomain } from "./seed.ts";
import { SEED_RULE } from "./seed-rule.ts";
import { problemsOf } from "../control/rules.ts";
import { EmulatorError } from "../errors.ts";

/**
 * Reads a seed from a JSON file. Paths of tarballs in it are relative to the file. Throws an `EmulatorError` that
 * says what is wrong with the file, and where.
 */
export function readSeed(path: string): Seed {
  const document = parse(path);
  const problems = problemsOf(SEED_RULE, document, "seed");
  if (problems.length > 0) throw invalidSeed(path, problems.join("; "));
  const resolveTarball = (tarball: string): string => resolve(dirname(path), tarball);
  return { domains: (document as Seed).domains.map((domain) => withTarballs(domain, resolveTarball)) };
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidSeed(path, error.message);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new EmulatorError("SEED_NOT_FOUND", `${path}: no such file`, {
      hint: "Give the path of a seed file.",
    });
  }
}

function invalidSeed(path: string, what: string): EmulatorError {
  return new EmulatorError("SEED_INVALID", `${path}: ${what}`, {
    hint: "Correct the seed file and start again.",
  });
}

function withTarballs(domain: SeedDomain, resolveTarball: (tarball: string) => string): SeedDomain {
  const repositories = (domain.repositories ?? []).map((repository) => ({
    ...repository,
    packages: (repository.packages ?? []).map((entry) => ({
      ...entry,
      versions: entry.versions.map((version) =>
        typeof version.tarball !== "string"
          ? version
          : { ...version, tarball: resolveTarball(version.tarball) },
      ),
    })),
  }));
  return { ...domain, repositories };
}
