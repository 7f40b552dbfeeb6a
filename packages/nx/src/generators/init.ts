import { createRequire } from "node:module";
import { initialFiles, isInstalled, type InitAnswers } from "@convoy/workspace";
import { install } from "./install.ts";
import type { GeneratorCallback, Tree } from "./tree.ts";

export interface InitOptions extends InitAnswers {
  readonly skipInstall?: boolean;
}

const { version } = createRequire(import.meta.url)("../../package.json") as { readonly version: string };

/**
 * Makes the workspace ready, as `convoy init` does. The second time it changes nothing. `nx add` passes no answers on:
 * where nobody is there to be asked, convoy.json is left out, and `tell` says how to get it.
 */
export async function prepare(
  tree: Tree,
  options: InitOptions,
  tell: (text: string) => void,
): Promise<GeneratorCallback> {
  const before = {
    read: (path: string) => tree.read(path, "utf8") ?? undefined,
    has: (name: string) => isInstalled(tree.root, name),
  };
  const files = initialFiles(before, {
    answers: options,
    version,
    baseBranch: baseBranchOf(tree),
    partly: true,
  });
  for (const [path, content] of files) tree.write(path, content);
  if (!tree.exists("convoy.json"))
    tell("convoy.json is missing: run `nx g @convoy/nx:init`, or `convoy init`, and name the registry.\n");
  const changesDependencies = files.has("package.json");
  return () => (changesDependencies && options.skipInstall !== true ? install(tree.root) : undefined);
}

function baseBranchOf(tree: Tree): string {
  const nxJson = tree.read("nx.json", "utf8");
  const { defaultBase } = JSON.parse(nxJson ?? "{}") as { readonly defaultBase?: string };
  return defaultBase?.replace(/^origin\//, "") ?? "main";
}
