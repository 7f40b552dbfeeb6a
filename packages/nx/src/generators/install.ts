import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";

const MANAGERS: readonly (readonly [lockFile: string, command: string])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
];

/** Installs what the manifest names by now, with the package manager of the workspace, before the user's eyes. */
export async function install(root: string): Promise<void> {
  const [, manager] = MANAGERS.find(([lockFile]) => existsSync(join(root, lockFile))) ?? ["", "npm"];
  const child = spawn(manager, ["install"], { cwd: root, stdio: "inherit", windowsHide: true });
  const exitCode = await new Promise<number | null>((ended, failed) => {
    child.once("error", failed);
    child.once("close", ended);
  });
  if (exitCode === 0) return;
  throw new ReleaseError("INSTALL_FAILED", `\`${manager} install\` in ${root} exited with ${exitCode}`, {
    hint: "The files are written. See what it says, and run it again.",
  });
}
