import { ReleaseError } from "@convoy/core";
import { headBranch } from "./adopt.ts";
import type { Clone } from "./clone.ts";
import { inOrder } from "../in-order.ts";

/** The remotes of a clone, and which of them each branch has for its own. */
export interface Remotes {
  readonly names: readonly string[];
  /** Branch to remote. */
  readonly own: ReadonlyMap<string, string>;
}

/** Reads both from the settings of git, in one process. */
export async function readRemotes(clone: Clone): Promise<Remotes> {
  const wanted = "^(remote\\..*\\.(url|pushurl|fetch)|branch\\..*\\.remote)$";
  const { stdout } = await clone.ask(["config", "-z", "--get-regexp", wanted]);
  const names = new Set<string>();
  const own = new Map<string, string>();
  for (const setting of stdout.split("\0")) {
    const [key = "", value = ""] = setting.split("\n");
    const subject = key.slice(key.indexOf(".") + 1, key.lastIndexOf("."));
    if (key.startsWith("remote.")) names.add(subject);
    if (key.startsWith("branch.")) own.set(subject, value);
  }
  return { names: [...names].toSorted(), own };
}

/** The remote to push to from the branch that HEAD is on. */
export async function findRemote(
  clone: Clone,
  wanted: string | undefined,
): Promise<{ readonly remote: string | null }> {
  const [remotes, branch] = await inOrder([readRemotes(clone), headBranch(clone)]);
  return { remote: chooseRemote(remotes, branch, wanted) };
}

/** Where that remote is; null where the repository has none. */
export async function remoteUrl(clone: Clone, wanted: string | undefined): Promise<string | null> {
  const { remote } = await findRemote(clone, wanted);
  return remote === null ? null : (await clone.run(["remote", "get-url", "--", remote])).trim();
}

/**
 * The remote to push to: the one that is asked for, else the branch's own, else `origin`, else the only one. Null
 * where the repository has none. Several without any of these are `GIT_REMOTE_AMBIGUOUS`: a release that went
 * nowhere would look like one that was pushed.
 */
export function chooseRemote(
  { names, own }: Remotes,
  branch: string | null,
  wanted: string | undefined,
): string | null {
  if (wanted !== undefined) return names.includes(wanted) ? wanted : unknownRemote(wanted, names);
  const ofBranch = branch === null ? undefined : own.get(branch);
  if (ofBranch !== undefined && names.includes(ofBranch)) return ofBranch;
  if (names.includes("origin")) return "origin";
  if (names.length > 1) return ambiguous(names);
  return names[0] ?? null;
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
      hint: "Name it as `remote` in convoy.json, or set an upstream with `git branch --set-upstream-to`.",
    },
  );
}
