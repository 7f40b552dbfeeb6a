import { chmod, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { npmrcWith, yarnrcWith, type LoginClient, type SignIn } from "@convoy/workspace";
import type { Host } from "../../host.ts";
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

/** In one step, for the eyes of the user alone. Where the file is a link, what it leads to is replaced. */
export async function replaceFile(path: string, text: string, pid: number): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const draft = `${target}.${pid}.tmp`;
  await mkdir(dirname(target), { recursive: true });
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await chmod(draft, 0o600);
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}
