import { join } from "node:path";
import { parse } from "yaml";
import { pinnedPnpm } from "../pnpm.ts";
import { jsonLines, npmrcOf, RETRY_TIMES, type ClientRecipe } from "./client.ts";

/** The pnpm that Convoy depends on. */
export const pnpm: ClientRecipe = {
  command: ({ home }) => [
    pinnedPnpm().path,
    "install",
    "--ignore-scripts",
    "--ignore-workspace",
    "--ignore-pnpmfile",
    "--no-frozen-lockfile",
    "--pm-on-fail=ignore",
    "--reporter=ndjson",
    // No age is asked of a version: what is installed was published a moment ago.
    "--config.minimum-release-age=0",
    "--config.auto-install-peers=false",
    // It reads these from no npmrc.
    ...Object.entries(RETRY_TIMES).map(([key, ms]) => `--config.${key}=${ms}`),
    `--store-dir=${join(home, "store")}`,
  ],
  files: (from, { home }) => ({ [join(home, ".npmrc")]: npmrcOf(from) }),
  env: {},
  lockFile: "pnpm-lock.yaml",
  locked(text) {
    const { packages } = parse(text) as { packages?: Record<string, PnpmEntry> | null };
    return Object.entries(packages ?? {}).map(([key, { resolution }]) => {
      const at = key.lastIndexOf("@");
      const integrity = resolution?.integrity;
      const locked = { name: key.slice(0, at), version: key.slice(at + 1) };
      return integrity === undefined ? locked : { ...locked, integrity };
    });
  },
  complaints: (output) =>
    jsonLines(output).flatMap(({ level, code, message, err }) => {
      if (level !== "error") return [];
      const said = message ?? (err as { message?: unknown } | undefined)?.message;
      return [code, said].filter((part) => typeof part === "string");
    }),
};

interface PnpmEntry {
  readonly resolution?: { readonly integrity?: string };
}
