import { execa } from "execa";
import { expect, test } from "@jest/globals";
import { pinnedPnpm } from "./pnpm.ts";

test("the pinned pnpm is a binary that says the version it is pinned to", async () => {
  const { path, version } = pinnedPnpm();
  const { stdout } = await execa(path, ["--version"], { extendEnv: false, env: {} });
  expect(stdout).toBe(version);
});
