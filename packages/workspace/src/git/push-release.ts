import { ReleaseError, type ErrorDocument } from "@convoy/core";
import { adopt } from "./adopt.ts";
import type { Clone } from "./clone.ts";
import { asLocalUpdate } from "./local-refs.ts";
import { pushUpdates, type PushReply, type RefUpdate } from "./push.ts";
import { localRefs } from "./read-refs.ts";
import { movedBranch, tagRef, type PreparedRefs, type RefMap } from "./refs.ts";

export interface Pushing {
  readonly onNote: (note: ErrorDocument) => void;
  /** Refs beside branch and tags that change with them, each by lease. */
  readonly also: readonly RefUpdate[];
}

/**
 * The commit point: the branch, by lease, and all tags, as new ones, in one atomic push. Without a remote the
 * clone itself takes them, in one transaction of its refs.
 */
export async function pushRelease(clone: Clone, refs: PreparedRefs, pushing: Pushing): Promise<PushReply> {
  return refs.remote === null
    ? commitHere(clone, refs, pushing)
    : pushUpdates(clone, refs.remote, [...updatesOf(refs), ...pushing.also]);
}

/** A tag needs no lease: git refuses to push over one that exists, and passes over one that is there already. */
function updatesOf(refs: PreparedRefs): readonly RefUpdate[] {
  const ref = movedBranch(refs);
  const branch = ref === null ? [] : [{ ref, to: refs.commit, lease: refs.remoteBranch }];
  return [...branch, ...Object.entries(refs.tags).map(([tag, to]) => ({ ref: tagRef(tag), to }))];
}

async function commitHere(clone: Clone, refs: PreparedRefs, { onNote, also }: Pushing): Promise<PushReply> {
  const here = await localRefs(clone, ["refs/heads", "refs/tags", ...also.map(({ ref }) => ref)]);
  const taken = takenHere(refs, here, also);
  if (taken.length > 0) return { kind: "refused", because: "moved", error: movedHere(taken) };
  try {
    await adopt(clone, refs, { onNote, also: also.map(asLocalUpdate) });
    return { kind: "accepted" };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const because = error.code === "GIT_REF_MOVED" ? "moved" : "other";
    return { kind: "refused", because, error: error.toDocument() };
  }
}

/** The refs that are neither as the release found them nor as it leaves them. */
function takenHere(refs: PreparedRefs, here: RefMap, also: readonly RefUpdate[]): readonly string[] {
  const branch = movedBranch(refs);
  const expected = new Map<string, readonly (string | undefined)[]>(
    Object.entries(refs.tags).map(([tag, id]) => [tagRef(tag), [undefined, id]]),
  );
  if (branch !== null) expected.set(branch, [refs.base, refs.commit]);
  for (const { ref, lease } of also) expected.set(ref, [lease ?? undefined]);
  return [...expected].filter(([ref, allowed]) => !allowed.includes(here.get(ref))).map(([ref]) => ref);
}

function movedHere(taken: readonly string[]): ErrorDocument {
  const message = `refs of this clone were changed meanwhile: ${taken.slice(0, 5).join(", ")}`;
  return { code: "GIT_PUSH_REJECTED", message, hint: "Run the command again." };
}
