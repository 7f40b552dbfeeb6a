import { join } from "node:path";
import { readUserNpmrc } from "@convoy/registry";
import {
  pnpmRegistries,
  yarnRegistries,
  type LoginClient,
  type ProjectRegistries,
  type SignIn,
} from "@convoy/workspace";
import type { Host } from "../../host.ts";
import { readIfThere } from "../../read-if-there.ts";
import { homeOf } from "../settings.ts";

/** The packages of the workspace that no scope brings along. */
export function withoutScope(names: readonly string[], { all }: SignIn): readonly string[] {
  const bare = names.filter((name) => !name.startsWith("@"));
  if (all || bare.length === 0) return [];
  return [`${bare.join(", ")}: without a scope, and so from the channel only with \`--all\``];
}

/** The user's choice of another default registry goes with `--all`, and its host is told: the URL may hold a password. */
export function defaultBefore(text: string, { all, registry }: SignIn): readonly string[] {
  const [, before] = /^\s*(?:registry\s*=|npmRegistryServer:)\s*["']?([^\s"']+)/m.exec(text) ?? [];
  if (!all || before === undefined || same(before, registry)) return [];
  const which = URL.canParse(before) ? new URL(before).host : "another one";
  return [`the default registry was ${which} before, and is the channel now`];
}

/** What goes before the settings that were written: the usual reason that a login seems to do nothing. */
export async function overruled(
  { root, env }: { readonly root: string; readonly env: Host["env"] },
  signIn: SignIn,
  client: LoginClient,
): Promise<readonly string[]> {
  const own = client === "pnpm" ? authFiles(env) : [];
  const files = await Promise.all(
    [...projectFiles(root)[client], ...own].map(async ({ name, path, read }) => {
      return { name, said: read((await readIfThere(path)) ?? "") };
    }),
  );
  return wishes(signIn).flatMap(({ key, value, another }) => {
    const first = files.find(({ said }) => said[key] !== undefined);
    if (first === undefined || same(first.said[key] ?? "", value)) return [];
    return [`${first.name} has ${another}, which goes before`];
  });
}

function wishes({
  scopes,
  all,
  registry,
  settings,
}: SignIn): readonly Record<"key" | "value" | "another", string>[] {
  return [
    ...scopes.map((scope) => {
      return { key: `${scope}:registry`, value: registry, another: `another registry for ${scope}` };
    }),
    ...(all ? [{ key: "registry", value: registry, another: "another default registry" }] : []),
    ...Object.entries(settings).map(([key, value]) => {
      return { key, value, another: "a credential of its own for the channel" };
    }),
  ];
}

interface SettingsFile {
  readonly name: string;
  readonly path: string;
  readonly read: (text: string) => ProjectRegistries;
}

const readNpmrc: SettingsFile["read"] = (text) => readUserNpmrc(text, {});

/** Where a project says it, what counts most first. */
function projectFiles(root: string): Readonly<Record<LoginClient, readonly SettingsFile[]>> {
  const file = (name: string, read: SettingsFile["read"]): SettingsFile => {
    return { name: `the project's ${name}`, path: join(root, name), read };
  };
  const npmrc = file(".npmrc", readNpmrc);
  return {
    npm: [npmrc],
    pnpm: [file("pnpm-workspace.yaml", pnpmRegistries), npmrc],
    yarn: [file(".yarnrc.yml", yarnRegistries)],
    "yarn-classic": [npmrc],
  };
}

/** Where `pnpm login` and `pnpm config set` write, by platform: pnpm reads it before the user's npmrc. */
function authFiles(env: Host["env"]): readonly SettingsFile[] {
  const { XDG_CONFIG_HOME: xdg, LOCALAPPDATA: local } = env;
  const home = homeOf(env);
  const folders = [
    ...(home ? [join(home, ".config", "pnpm"), join(home, "Library", "Preferences", "pnpm")] : []),
    ...(local ? [join(local, "pnpm", "config")] : []),
  ];
  return (xdg ? [join(xdg, "pnpm")] : folders).map((folder) => {
    const path = join(folder, "auth.ini");
    return { name: path, path, read: readNpmrc };
  });
}

function same(one: string, other: string): boolean {
  return one.replace(/\/*$/, "") === other.replace(/\/*$/, "");
}
