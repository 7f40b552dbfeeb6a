import { ReleaseError } from "@convoy/core";
import type { PreparedRefs } from "../ports.ts";
import { restoreTree } from "./restore-tree.ts";
import type { Run } from "./run.ts";
import { share } from "./share.ts";

/**
 * Everything up to the first byte that leaves this machine: versions, build, tarballs, git objects. Each part is
 * skipped when the record has it already, so a resumed release uploads the bytes that were packed at first.
 */
export async function makeReady(run: Run): Promise<void> {
  // Once the refs are made, neither files nor tarballs are needed, and on another machine there are none.
  if (run.record.refs === null) await makeAll(run);
  if (run.record.state !== "PLANNED" && run.record.state !== "PACKED") return;
  await run.reach("PACKED");
  await sharePlan(run);
}

/**
 * Nothing but what the release itself wrote may be other than it was when it began, as long as tarballs and commit are
 * made from the files. Asked where a release is carried on: between its runs the files were the user's.
 */
export async function refuseEditedMeanwhile({ ports, record }: Run): Promise<void> {
  const { versioning, changes, opening } = record;
  // A snapshot's files are put back as soon as it is packed.
  const isMade = record.refs !== null || (record.artifacts !== null && opening.snapshot !== undefined);
  if (isMade) return;
  const own = new Set(changes?.map(({ path }) => path) ?? versioning ?? []);
  const differing = await ports.tree.differing(opening.start.base);
  const edited = [...differing.filter((path) => !own.has(path)), ...(await ports.tree.edited(changes ?? []))];
  if (edited.length === 0) return;
  throw new ReleaseError(
    "EDITED_MEANWHILE",
    `since release ${opening.id} began, files were edited or committed: ${edited.slice(0, 5).join(", ")}`,
    {
      hint: "What it would have released is not there any more. Commit what is to stay, and release again.",
    },
  );
}

async function makeAll(run: Run): Promise<void> {
  const { opening } = run.record;
  if (opening.verb === "release" && run.record.changes === null) await version(run);
  if (run.record.artifacts === null && opening.verb === "release") await build(run);
  await packAndPrepare(run);
}

/** The objects of git and the tarballs are made from the same files, side by side. */
async function packAndPrepare(run: Run): Promise<void> {
  const preparing = prepareRefs(run);
  // It may fail before anybody waits for it, and is not to take the process with it.
  const over = preparing.catch(() => undefined);
  try {
    if (run.record.artifacts === null) await pack(run);
    // What a snapshot is called is in its tarballs; the files, and the changesets, are for the release to come.
    if (run.record.opening.snapshot !== undefined) await restoreTree(run);
  } finally {
    await over;
  }
  await run.note({ kind: "prepared", refs: await preparing });
}

async function version(run: Run): Promise<void> {
  const { tree, interrupted } = run.ports;
  const { plan, start } = run.record.opening;
  await run.phase("version", plan.releases.length, async () => {
    if (run.record.versioning) await tree.restore(start.base, run.record.versioning, null);
    await run.note({ kind: "versioning", paths: await tree.mayTouch(plan) });
    stopWhenInterrupted(run);
    await run.note({ kind: "versioned", changes: await tree.version(plan, interrupted) });
  });
  stopWhenInterrupted(run);
}

async function build(run: Run): Promise<void> {
  const names = published(run);
  await run.phase("build", names.length, () => run.ports.tree.build(names, run.ports.interrupted));
  stopWhenInterrupted(run);
  await refuseEdited(run);
}

/**
 * The commit and the tarballs are made of the files as they are. Who edited one of them meanwhile, the build or the
 * user, cannot be told: so it is neither released nor, on the way back, overwritten.
 */
async function refuseEdited({ ports, record }: Run): Promise<void> {
  const edited = await ports.tree.edited(record.changes ?? []);
  if (edited.length === 0) return;
  throw new ReleaseError(
    "EDITED_BY_BUILD",
    `what the release had versioned was edited while it was built: ${edited.slice(0, 5).join(", ")}`,
    {
      hint: "See with `git diff` whether the build did it. What the build makes belongs into files that are not versioned, or is committed beforehand.",
    },
  );
}

async function pack(run: Run): Promise<void> {
  const { records, tree, interrupted } = run.ports;
  const { plan, id } = run.record.opening;
  await run.phase("pack", published(run).length, async () => {
    const artifacts = await (run.packing ?? tree.pack(plan, await records.artifactFolder(id), interrupted));
    await run.note({ kind: "packed", artifacts });
  });
  stopWhenInterrupted(run);
}

async function prepareRefs(run: Run): Promise<PreparedRefs> {
  const { opening, changes } = run.record;
  const commits = changes !== null && opening.snapshot === undefined;
  const refs = await run.ports.git.prepare(opening.start, {
    commit: commits ? { message: opening.commitMessage, files: changes.map(({ path }) => path) } : null,
    tags: Object.fromEntries(Object.entries(opening.tags).map(([name, tag]) => [tag, messageOf(run, name)])),
    date: Math.floor(opening.startedAt / 1000),
  });
  const taken = Object.keys(opening.tags).length > 0 ? opening.made : undefined;
  // A commit that was made for this release goes, and comes back, with its tags.
  return taken === undefined ? refs : { ...refs, base: taken.base };
}

/** Plan, hashes and the release commit are where other machines find them before the first byte is uploaded. */
async function sharePlan(run: Run): Promise<void> {
  const { commit, base } = run.refs ?? { commit: "", base: "" };
  const carries = commit === base ? {} : { carries: commit };
  const reply = await share(run, carries);
  if (reply.kind === "accepted" || reply.kind === "exists") return;
  const { code, message, hint } = reply.error;
  throw new ReleaseError(code, `the record of the release could not be shared: ${message}`, { hint });
}

function messageOf(run: Run, name: string): string {
  const release = run.record.opening.plan.releases.find((candidate) => candidate.name === name);
  return `${name}@${release?.to ?? ""}`;
}

function published(run: Run): readonly string[] {
  return run.record.opening.plan.releases.filter(({ publish }) => publish !== false).map(({ name }) => name);
}

/** Between two steps is the place to stop: what has begun is over, and what follows has not begun. */
export function stopWhenInterrupted(run: Run): void {
  if (!run.ports.interrupted.aborted) return;
  throw new ReleaseError("INTERRUPTED", `release ${run.record.opening.id} was interrupted`);
}
