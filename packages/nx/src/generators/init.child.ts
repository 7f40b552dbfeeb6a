// Nx loads this file into the process of `nx g`.
import { prepare, type InitOptions } from "./init.ts";
import type { GeneratorCallback, Tree } from "./tree.ts";

export default function init(tree: Tree, options: InitOptions): Promise<GeneratorCallback> {
  return prepare(tree, options, (text) => void process.stdout.write(text));
}
