import { cloneOf, type BuiltWorkspace } from "@convoy/testkit";
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
  const git = await gitOf(workspace, options);
  return { workspace, git, shared: git.shared(ORIGIN) };
}

/** Two clones of one origin. */
export async function twoMachines(): Promise<readonly [Machine, Machine]> {
  const workspace = await codecWorkspace();
  return [await machineAt(workspace), await machineAt(await cloneOf(workspace))];
}

/** The oid that the lock was taken with. */
export async function taken(opening: ReturnType<SharedRecords["open"]>): Promise<string> {
  const reply = await opening;
  if (reply.kind === "taken") return reply.oid;
  throw new Error(`the lock is not taken but ${reply.kind}`);
}
