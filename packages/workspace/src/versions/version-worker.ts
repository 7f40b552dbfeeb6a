import { text } from "node:stream/consumers";
import { describeError } from "@convoy/core";
import { readChanges } from "../changesets/read-changes.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { applyChanges } from "./apply-changes.ts";
import { pinVersions } from "./pin-versions.ts";
import type { VersionReply, VersionRequest } from "./version-request.ts";

// The process in which changelog modules run. It is given no credential, and whatever they print goes to stderr:
// stdout has the reply as its last line.
const reply = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

async function apply({ root, snapshot, planned }: VersionRequest): Promise<readonly string[]> {
  const reading = await readWorkspace(root);
  const changes = await readChanges(reading, snapshot === undefined ? {} : { snapshot });
  return applyChanges(reading, planned === undefined ? changes : pinVersions(changes, planned));
}

async function answer(): Promise<VersionReply> {
  try {
    const request = JSON.parse(await text(process.stdin)) as VersionRequest;
    return { kind: "applied", files: await apply(request) };
  } catch (error) {
    return { kind: "failed", error: describeError(error) };
  }
}

// A module that leaves a timer or a socket open must not keep the release waiting.
reply(`\n${JSON.stringify(await answer())}\n`, () => process.exit());
