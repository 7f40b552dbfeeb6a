import { join } from "node:path";
import { readUserNpmrc } from "@convoy/registry";
import { yarnRegistries, type LoginClient, type SignIn } from "@convoy/workspace";
import { readIfThere } from "../../read-if-there.ts";

/** The packages of the workspace that no scope brings along. */
export function withoutScope(names: readonly string[], { all }: SignIn): readonly string[] {
  const bare = names.filter((name) => !name.startsWith("@"));
  if (all || bare.length === 0) return [];
  return [`${bare.join(", ")}: without a scope, and so from the channel only with \`--all\``];
}

/** The user's choice of another default registry goes with `--all`, and not without a word. */
export function defaultBefore(text: string, { all, registry }: SignIn): readonly string[] {
  const [, before] = /^\s*(?:registry\s*=|npmRegistryServer:)\s*["']?([^\s"']+)/m.exec(text) ?? [];
  if (!all || before === undefined || same(before, registry)) return [];
  return ["the default registry was another one before, and is the channel now"];
}

/** What the project itself says goes before the user's settings: the usual reason that a login seems to do nothing. */
export async function overruled(
  root: string,
  { scopes, all, registry }: SignIn,
  client: LoginClient,
): Promise<readonly string[]> {
  const file = client === "yarn" ? ".yarnrc.yml" : ".npmrc";
  const text = (await readIfThere(join(root, file))) ?? "";
  const own = client === "yarn" ? yarnRegistries(text) : readUserNpmrc(text, {});
  const keys = [...scopes.map((scope) => `${scope}:registry`), ...(all ? ["registry"] : [])];
  return keys.flatMap((key) => {
    const said = own[key];
    if (said === undefined || same(said, registry)) return [];
    const what = key === "registry" ? "default registry" : `registry for ${key.replace(":registry", "")}`;
    return [`the project's ${file} names another ${what}, which goes before`];
  });
}

function same(one: string, other: string): boolean {
  return one.replace(/\/*$/, "") === other.replace(/\/*$/, "");
}
