import { npmrc, pnpmBinary, writeFiles } from "@convoy/testkit";
import type { ToolAdapter } from "./adapter.ts";

/** `pnpm -r publish` as it comes, by its native binary. */
export const pnpm: ToolAdapter = {
  name: "pnpm",
  publish: [pnpmBinary(), "-r", "publish"],
  prepare: ({ home, registry, token }) => writeFiles(home, { ".npmrc": npmrc(registry, token) }),
  env: () => ({}),
};
