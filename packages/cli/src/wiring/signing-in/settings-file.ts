import { mkdir, readlink, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ReleaseError } from "@convoy/core";
import { npmrcWith, yarnrcWith, type LoginClient, type SignIn } from "@convoy/workspace";
import type { Host } from "../../host.ts";
import { readIfThere } from "../../read-if-there.ts";
import { homeOf, userNpmrcPath } from "../settings.ts";

/** The user's own file that the client reads. Throws `HOME_MISSING` where nothing says where that is. */
export function settingsFile(client: LoginClient, host: Host): string {
  const home = homeOf(host.env);
  const path =
    client === "yarn"
      ? home && join(home, host.env["YARN_RC_FILENAME"] ?? ".yarnrc.yml")
      : userNpmrcPath(host);
  if (path) return path;
  throw new ReleaseError("HOME_MISSING", "there is no home folder to write the settings into", {
    hint: "Set HOME, or print the settings with `--print`.",
  });
}

export function textWith(client: LoginClient, text: string, signIn: SignIn): string {
  return client === "yarn" ? yarnrcWith(text, signIn) : npmrcWith(text, signIn, client);
}

/** What it says now. Throws `LOGIN_UNREADABLE`. */
export async function readSettings(path: string): Promise<string> {
  try {
    return (await readIfThere(path)) ?? "";
  } catch (error) {
    throw unusable("LOGIN_UNREADABLE", `${path} could not be read`, error);
  }
}

/**
 * In one step, for the eyes of the user alone. Where the file is a link, what it leads to is replaced. Throws
 * `LOGIN_UNWRITABLE`.
 */
export async function replaceFile(path: string, text: string, pid: number): Promise<void> {
  const target = await behindLinks(path);
  const draft = `${target}.${pid}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw unusable("LOGIN_UNWRITABLE", `${path} could not be written`, error);
  }
}

/** A link may lead to what is yet to be written. */
async function behindLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const target = await readlink(path).catch(() => path);
    return resolve(dirname(path), target);
  }
}

function unusable(code: string, message: string, error: unknown): ReleaseError {
  return new ReleaseError(code, `${message}: ${(error as Error).message}`, {
    cause: error,
    hint: "Mend the file or its folder, or print the settings with `--print`.",
  });
}
