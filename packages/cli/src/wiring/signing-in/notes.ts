import { join } from "node:path";
import { readUserNpmrc } from "@convoy/registry";
import {
  pnpmRegistries,
  yarnRegistries,
  type LoginClient,
  type ProjectRegistries,
  type SignIn,
} from "@convoy/workspace";
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
  const files = await Promise.all(
    PROJECT_FILES[client].map(async ([file, read]) => {
      return { file, own: read((await readIfThere(join(root, file))) ?? "") };
    }),
  );
  return [...scopes, ...(all ? [DEFAULT] : [])].flatMap((scope) => {
    const key = scope === DEFAULT ? "registry" : `${scope}:registry`;
    const first = files.find(({ own }) => own[key] !== undefined);
    if (first === undefined || same(first.own[key] ?? "", registry)) return [];
    const what = scope === DEFAULT ? "default registry" : `registry for ${scope}`;
    return [`the project's ${first.file} names another ${what}, which goes before`];
  });
}

const DEFAULT = "";

type ProjectFile = readonly [file: string, read: (text: string) => ProjectRegistries];

const NPMRC: ProjectFile = [".npmrc", (text) => readUserNpmrc(text, {})];

/** Where a project says it, what counts most first. */
const PROJECT_FILES: Readonly<Record<LoginClient, readonly ProjectFile[]>> = {
  npm: [NPMRC],
  pnpm: [["pnpm-workspace.yaml", pnpmRegistries], NPMRC],
  yarn: [[".yarnrc.yml", yarnRegistries]],
  "yarn-classic": [NPMRC],
};

function same(one: string, other: string): boolean {
  return one.replace(/\/*$/, "") === other.replace(/\/*$/, "");
}
