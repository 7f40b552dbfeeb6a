import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The package managers that can be signed in. `yarn-classic` is Yarn 1. */
export const LOGIN_CLIENTS = ["npm", "pnpm", "yarn", "yarn-classic"] as const;

export type LoginClient = (typeof LOGIN_CLIENTS)[number];

/** The package manager of the workspace: what package.json names, else whose lock file is there, else pnpm. */
export function usualClient(root: string): LoginClient {
  return named(root) ?? locked(root) ?? "pnpm";
}

function named(root: string): LoginClient | undefined {
  const path = join(root, "package.json");
  if (!existsSync(path)) return undefined;
  const { packageManager } = JSON.parse(readFileSync(path, "utf8")) as { packageManager?: unknown };
  const [, name, major] = /^(npm|pnpm|yarn)@(\d+)/.exec(String(packageManager)) ?? [];
  if (name === "yarn") return major === "1" ? "yarn-classic" : "yarn";
  return LOGIN_CLIENTS.find((client) => client === name);
}

function locked(root: string): LoginClient | undefined {
  const isThere = (file: string): boolean => existsSync(join(root, file));
  if (isThere("pnpm-lock.yaml")) return "pnpm";
  if (isThere("package-lock.json")) return "npm";
  if (!isThere("yarn.lock")) return undefined;
  return /^# yarn lockfile v1$/m.test(readFileSync(join(root, "yarn.lock"), "utf8"))
    ? "yarn-classic"
    : "yarn";
}
