import type { Clone } from "../git/clone.ts";

/** A commit, as far as a changelog is concerned. */
export interface LoggedCommit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** What it changed, relative to the workspace's root; nothing for a merge, whose commits speak for themselves. */
  readonly files: readonly string[];
}

export interface LogRequest {
  /** Commits whose history is left out. */
  readonly not?: readonly string[];
  /** Only commits that touch these folders; all where there are none. */
  readonly folders?: readonly string[];
}

/** The commits that HEAD has, the newest first, in one process. */
export async function readLog(clone: Clone, request: LogRequest = {}): Promise<readonly LoggedCommit[]> {
  const { not = [], folders = [] } = request;
  // No message and no name has a NUL in it: two of them begin a commit.
  const format = "--format=%x00%x00%H%x00%P%x00%B%x00";
  const output = await clone.run(
    ["log", "-z", "--topo-order", "--name-only", "--no-renames", "--relative", format, "--stdin"],
    { stdin: ["HEAD", ...not.map((id) => `^${id}`), "--", ...folders].map((line) => `${line}\n`).join("") },
  );
  return output.split(/\0\0(?=[0-9a-f]{40,64}\0)/).flatMap((record) => {
    const [id = "", parents = "", message = "", ...files] = record.split("\0");
    if (id === "") return [];
    const names = files.map((file) => file.replace(/^\n/, "")).filter((file) => file !== "");
    return { id, parents: parents.split(" ").filter((one) => one !== ""), message, files: names };
  });
}
