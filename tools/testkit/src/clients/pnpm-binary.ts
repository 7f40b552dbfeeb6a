import { readdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The pinned pnpm: the native binary that its package brings for this platform. */
export function pnpmBinary(): string {
  const manifest = createRequire(import.meta.url).resolve("pnpm/package.json");
  const scope = join(dirname(dirname(realpathSync(manifest))), "@pnpm");
  const platform = readdirSync(scope).find((name) => name.startsWith("exe."));
  if (platform === undefined) throw new Error(`no pnpm binary for ${process.platform} beside ${manifest}`);
  return join(scope, platform, process.platform === "win32" ? "pnpm.exe" : "pnpm");
}
