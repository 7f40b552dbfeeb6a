import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";

/**
 * The remote to push to: the one that is asked for, else the branch's own, else `origin`, else the only one. Null
 * where the repository has none. Several without any of these are `GIT_REMOTE_AMBIGUOUS`: a release that went
 * nowhere would look like one that was pushed.
 */
export async function chooseRemote(
  clone: Clone,
  branch: string | null,
  wanted: string | undefined,
): Promise<string | null> {
  const remotes = (await clone.run(["remote"])).split("\n").filter((name) => name !== "");
  if (wanted !== undefined) return remotes.includes(wanted) ? wanted : unknownRemote(wanted, remotes);
  const own = branch === null ? "" : await branchRemote(clone, branch);
  if (remotes.includes(own)) return own;
  if (remotes.includes("origin")) return "origin";
  if (remotes.length > 1) return ambiguous(remotes);
  return remotes[0] ?? null;
}

async function branchRemote(clone: Clone, branch: string): Promise<string> {
  return (await clone.ask(["config", "--get", `branch.${branch}.remote`])).stdout.trim();
}

function unknownRemote(wanted: string, remotes: readonly string[]): never {
  throw new ReleaseError("GIT_UNKNOWN_REMOTE", `the repository has no remote \`${wanted}\``, {
    hint: remotes.length === 0 ? "It has none at all." : `It has ${remotes.join(", ")}.`,
  });
}

function ambiguous(remotes: readonly string[]): never {
  throw new ReleaseError(
    "GIT_REMOTE_AMBIGUOUS",
    `cannot tell which remote to push to: ${remotes.join(", ")}`,
    {
      hint: "Name it with `--remote NAME`, or set an upstream with `git branch --set-upstream-to`.",
    },
  );
}
