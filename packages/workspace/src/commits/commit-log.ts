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
  const records = await logRecords(clone, {
    args: ["--topo-order", "--name-only"],
    fields: "%P%x00%B%x00",
    revisions: ["HEAD", ...not.map((id) => `^${id}`)],
    paths: folders,
  });
  return records.map(([id = "", parents = "", message = "", ...files]) => ({
    id,
    parents: parents.split(" ").filter((one) => one !== ""),
    message,
    files: filesIn(files),
  }));
}

export interface LogQuestion {
  readonly args: readonly string[];
  /** The format of what is wanted beside the id, each part with a NUL behind it. */
  readonly fields?: string;
  readonly revisions: readonly string[];
  readonly paths: readonly string[];
}

/** What `git log` says of each commit: its id, the fields, and then what `filesIn` reads. */
export async function logRecords(
  clone: Clone,
  { args, fields = "", revisions, paths }: LogQuestion,
): Promise<readonly (readonly string[])[]> {
  // No message and no name has a NUL in it: two of them begin a commit.
  const format = `--format=%x00%x00%H%x00${fields}`;
  const output = await clone.run(["log", "-z", "--no-renames", "--relative", ...args, format, "--stdin"], {
    stdin: [...revisions, "--", ...paths].map((line) => `${line}\n`).join(""),
  });
  const records = output.split(/\0\0(?=[0-9a-f]{40,64}\0)/).map((record) => record.split("\0"));
  return records.filter(([id]) => id !== "");
}

/** The names, or states and names, at the end of a record; git begins them on a new line. */
export function filesIn(parts: readonly string[]): readonly string[] {
  return parts.map((part) => part.replace(/^\n/, "")).filter((part) => part !== "");
}
