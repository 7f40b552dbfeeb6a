import { describeError } from "@convoy/core";
import { readChanges } from "../changesets/read-changes.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { applyChanges } from "./apply-changes.ts";
import { needExactly } from "./exact-needs.ts";
import { pinVersions } from "./pin-versions.ts";
import type { VersionReply, VersionRequest } from "./version-request.ts";

/** What the worker does, from the text of its stdin to its reply. Every failure is a reply. */
export async function answerRequest(text: string): Promise<VersionReply> {
  try {
    return { kind: "applied", files: await apply(JSON.parse(text) as VersionRequest) };
  } catch (error) {
    return { kind: "failed", error: describeError(error) };
  }
}

async function apply({ root, planned, ...options }: VersionRequest): Promise<readonly string[]> {
  const reading = await readWorkspace(root);
  const changes = await readChanges(reading, options);
  const files = await applyChanges(reading, planned === undefined ? changes : pinVersions(changes, planned));
  if (options.snapshot?.exact) await needExactly(reading, changes);
  return files;
}
