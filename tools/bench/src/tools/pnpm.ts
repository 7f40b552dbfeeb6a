import { npmrc, pnpmBinary, writeFiles } from "@convoy/testkit";
import type { ToolAdapter } from "./adapter.ts";

/** `pnpm version -r` and `pnpm -r publish` as they come, by the native binary. */
export const pnpm: ToolAdapter = {
  name: "pnpm",
  version: [pnpmBinary(), "version", "-r"],
  publish: [pnpmBinary(), "-r", "publish"],
  prepare: ({ home, registry, token }) => writeFiles(home, { ".npmrc": npmrc(registry, token) }),
  env: () => ({}),
};
