// Nx loads this file into the process of `nx g`.
import { askConvoy } from "../plugin/ask-convoy.ts";
import { findConvoy } from "../release/convoy-command.ts";
import { writeChangeset, type ChangesetOptions } from "./changeset.ts";
import type { Tree } from "./tree.ts";

interface CheckAnswer {
  readonly missing?: readonly { readonly name: string }[];
}

export default function changeset(tree: Tree, options: ChangesetOptions): Promise<void> {
  return writeChangeset(tree, options, async (root, since) => {
    const call = { root, bin: await findConvoy(root), env: process.env };
    const { missing = [] } = await askConvoy<CheckAnswer>(["check", "--since", since], call);
    return missing.map(({ name }) => name);
  });
}
