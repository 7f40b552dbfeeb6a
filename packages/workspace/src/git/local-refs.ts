import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { gitError, lastWords } from "./git-error.ts";
import type { RefUpdate } from "./push.ts";

export interface LocalUpdate {
  readonly ref: string;
  /** Null: it must not exist. */
  readonly from: string | null;
  /** Null deletes the ref. */
  readonly to: string | null;
}

/**
 * Changes refs of this clone in one transaction: all, or none. Throws `GIT_REF_MOVED` when one of them is not what
 * it should be.
 */
export async function updateLocalRefs(
  clone: Clone,
  updates: readonly LocalUpdate[],
  reason: string,
): Promise<void> {
  if (updates.length === 0) return;
  const args = ["update-ref", "--create-reflog", "-m", `convoy: ${reason}`, "--stdin"];
  const result = await clone.ask(args, { stdin: `start\n${updates.map(line).join("")}prepare\ncommit\n` });
  if (result.exitCode === 0) return;
  const failure = gitError(clone.root, args, result);
  if (failure.code !== "GIT_FAILED") throw failure;
  throw new ReleaseError(
    "GIT_REF_MOVED",
    `refs of this clone were changed meanwhile: ${lastWords(result.stderr)}`,
    {
      hint: "Run the command again.",
    },
  );
}

/** An update that was meant for a remote, for this clone. */
export function asLocalUpdate({ ref, to, lease }: RefUpdate): LocalUpdate {
  return { ref, from: lease ?? null, to };
}

function line({ ref, from, to }: LocalUpdate): string {
  if (to === null) return `delete ${ref} ${from ?? ""}\n`;
  return from === null ? `create ${ref} ${to}\n` : `update ${ref} ${to} ${from}\n`;
}
