import type { BranchCommit, BranchHead, BranchWritten, CommittedFile } from "../forge.ts";
import type { GitlabClient } from "./client.ts";
import { statusOf } from "./error-of.ts";

export async function headOf(
  { place, api, asking }: GitlabClient,
  branch: string,
): Promise<BranchHead | null> {
  try {
    const { commit } = await asking(`read branch ${branch}`, () => api.Branches.show(place.path, branch));
    return { commit: commit.id, parents: commit.parent_ids ?? [], tree: null };
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/**
 * One request makes the commit from its parent and has the branch be it, with all files in it; GitLab signs it where the
 * instance signs what is made in its own pages, and does not say so. A thousand files are a matter of how large a request
 * the instance takes, and each instance sets that for itself.
 *
 * GitLab has no compare and set for a branch. The branch is looked at just before, and read back afterwards: of two runs
 * that write in the same moment the later one stands, and the other finds that out and looks again.
 */
export async function commitOnto(client: GitlabClient, commit: BranchCommit): Promise<BranchWritten> {
  const { place, api, asking } = client;
  const { branch, expected, parent, message, files } = commit;
  const before = await headOf(client, branch);
  if ((before?.commit ?? null) !== expected) return { kind: "contended" };
  const { id } = await asking(`commit to ${branch}`, () =>
    api.Commits.create(place.path, branch, message, files.flatMap(actionsOf), {
      startSha: parent,
      force: true,
    }),
  );
  const after = await headOf(client, branch);
  return after?.commit === id ? { kind: "written", commit: id, verified: null } : { kind: "contended" };
}

type Action = NonNullable<Parameters<GitlabClient["api"]["Commits"]["create"]>[3]>[number];

/** A file keeps its executable bit through an update, and gets it with an action of its own when it is new. */
function actionsOf({ path, mode, isNew, text }: CommittedFile): readonly Action[] {
  if (text === null) return [{ action: "delete", filePath: path }];
  const written: Action = { action: isNew ? "create" : "update", filePath: path, content: text };
  if (!isNew || mode !== "100755") return [written];
  return [written, { action: "chmod", filePath: path, execute_filemode: true }];
}
