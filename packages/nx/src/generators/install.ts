import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";

/** On a CI machine they would refuse to change the lock file, which is what is wanted here. */
const MANAGERS: readonly (readonly [lockFile: string, command: string, ...args: string[]])[] = [
  ["pnpm-lock.yaml", "pnpm", "install", "--no-frozen-lockfile"],
  ["yarn.lock", "yarn", "install", "--no-immutable"],
  ["bun.lock", "bun", "install", "--no-frozen-lockfile"],
];

/** Installs what the manifest names by now, with the package manager of the workspace, before the user's eyes. */
export async function install(root: string): Promise<void> {
  const found = MANAGERS.find(([lockFile]) => existsSync(join(root, lockFile)));
  const [, manager, ...args] = found ?? ["package-lock.json", "npm", "install"];
  const child = spawn(manager, args, { cwd: root, stdio: "inherit", windowsHide: true });
  const exitCode = await new Promise<number | null>((ended, failed) => {
    child.once("error", failed);
    child.once("close", ended);
  });
  if (exitCode === 0) return;
  throw new ReleaseError("INSTALL_FAILED", `\`${manager} install\` in ${root} exited with ${exitCode}`, {
    hint: "The files are written. See what it says, and run it again.",
  });
}
