import { createRequire } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

// Where the programs of this package are. Imported by its public name, so that it stays a file of its own, at its
// place, where the rest of the package is bundled into a command.

/** The manifest of the pnpm that Convoy depends on, beside which its binary is. */
export function pnpmManifest(): string {
  return createRequire(import.meta.url).resolve("pnpm/package.json");
}

/** Arguments for Node that run the version step. From sources, which the tests run, Node strips the types itself. */
export function versionWorker(): readonly string[] {
  const extension = extname(fileURLToPath(import.meta.url));
  const worker = fileURLToPath(new URL(`versions/version-worker.child${extension}`, import.meta.url));
  return extension === ".ts" ? ["--conditions=development", worker] : [worker];
}
