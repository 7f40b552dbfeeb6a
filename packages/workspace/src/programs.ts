import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

// Where the programs of this package are. Imported by its public name, so that it stays a file of its own, at its
// place, where the rest of the package is bundled into a command.

/** The manifest of the pnpm that Convoy depends on, beside which its binary is. */
export function pnpmManifest(): string {
  return createRequire(import.meta.url).resolve("pnpm/package.json");
}

/** The URL of the changelog module by which Convoy writes changelogs itself; changesets loads it by that. */
export function changelogRelay(): string {
  const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
  return new URL(`versions/changelog-relay${extension}`, import.meta.url).href;
}

/**
 * Arguments for Node that run the version step: the bundle, which is loaded in a fifth of the time that its modules take.
 * From sources, which the tests run, Node strips the types itself.
 */
export function versionWorker(): readonly string[] {
  const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  return import.meta.url.endsWith(".ts")
    ? ["--conditions=development", at("versions/unbundled-worker.child.ts")]
    : [at("../bundle/version-worker.child.cjs")];
}
