import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { cloneOf, git, writeFiles, type BuiltWorkspace } from "@convoy/testkit";
import type { OpenGitOptions, WorkspaceGit } from "../open-git.ts";
import { codecWorkspace, gitOf } from "../release.fixture.ts";
import type { SharedRecords } from "./shared-records.ts";

export const ID = "20260131-174500-1f3a";
export const OTHER_ID = "20260131-174501-0000";
export const ORIGIN = { remote: "origin" };

export interface Machine {
  readonly workspace: BuiltWorkspace;
  readonly git: WorkspaceGit;
  readonly shared: SharedRecords;
}

/** A clone with a process of its own, which knows nothing of what others have done. */
export async function machineAt(
  workspace: BuiltWorkspace,
  options: Partial<OpenGitOptions> = {},
): Promise<Machine> {
  const opened = await gitOf(workspace, options);
  return { workspace, git: opened, shared: opened.shared(ORIGIN) };
}

/** Two clones of one origin. */
export async function twoMachines(): Promise<readonly [Machine, Machine]> {
  const workspace = await codecWorkspace();
  return [await machineAt(workspace), await machineAt(await cloneOf(workspace))];
}

/** `post-receive` runs when the origin has taken a push, before it says so; `update` for each ref, as `$1`. */
export async function hookAt(
  { origin }: BuiltWorkspace,
  hook: "pre-receive" | "post-receive" | "update",
  script: string,
): Promise<void> {
  await writeFiles(origin, { [`hooks/${hook}`]: `#!/bin/sh\n${script}\n` });
  await chmod(join(origin, "hooks", hook), 0o755);
}

/** The server dies and says nothing more. */
export const DIES = "kill -9 $PPID";

/** Full name to object id, of all refs that the origin has. */
export async function originRefs({ origin }: BuiltWorkspace): Promise<Readonly<Record<string, string>>> {
  const output = await git(origin, ["for-each-ref", "--format=%(refname) %(objectname)"]);
  return Object.fromEntries(
    output.split("\n").map((line) => {
      const [ref = "", id = ""] = line.split(" ");
      return [ref, id];
    }),
  );
}

/** The oid that the lock was taken with. */
export async function taken(opening: ReturnType<SharedRecords["open"]>): Promise<string> {
  const reply = await opening;
  if (reply.kind === "taken") return reply.oid;
  throw new Error(`the lock is not taken but ${reply.kind}`);
}
