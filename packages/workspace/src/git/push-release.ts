import { ReleaseError, type ErrorDocument, type WriteReply } from "@convoy/core";
import { adopt } from "./adopt.ts";
import type { Clone } from "./clone.ts";
import { pushUpdates, type RefUpdate } from "./push.ts";
import { localRefs } from "./read-refs.ts";
import { movedBranch, tagRef, type PreparedRefs } from "./refs.ts";

/**
 * The commit point: the branch, by lease, and all tags, as new ones, in one atomic push. Without a remote the
 * clone itself takes them, in one transaction of its refs.
 */
export async function pushRelease(
  clone: Clone,
  refs: PreparedRefs,
  onNote: (note: ErrorDocument) => void,
): Promise<WriteReply> {
  return refs.remote === null
    ? commitHere(clone, refs, onNote)
    : pushUpdates(clone, refs.remote, updatesOf(refs));
}

/** A tag needs no lease: git refuses to push over one that exists, and passes over one that is there already. */
function updatesOf(refs: PreparedRefs): readonly RefUpdate[] {
  const ref = movedBranch(refs);
  const branch = ref === null ? [] : [{ ref, to: refs.commit, lease: refs.remoteBranch }];
  return [...branch, ...Object.entries(refs.tags).map(([tag, to]) => ({ ref: tagRef(tag), to }))];
}

async function commitHere(
  clone: Clone,
  refs: PreparedRefs,
  onNote: (note: ErrorDocument) => void,
): Promise<WriteReply> {
  const taken = await takenHere(clone, refs);
  if (taken.length > 0) return { kind: "refused", error: movedHere(taken) };
  try {
    await adopt(clone, refs, onNote);
    return { kind: "accepted" };
  } catch (error) {
    if (error instanceof ReleaseError) return { kind: "refused", error: error.toDocument() };
    throw error;
  }
}

/** The refs that are neither as the release found them nor as it leaves them. */
async function takenHere(clone: Clone, refs: PreparedRefs): Promise<readonly string[]> {
  const here = await localRefs(clone);
  const branch = movedBranch(refs);
  const expected = new Map(Object.entries(refs.tags).map(([tag, id]) => [tagRef(tag), [undefined, id]]));
  if (branch !== null) expected.set(branch, [refs.base, refs.commit]);
  return [...expected].filter(([ref, allowed]) => !allowed.includes(here.get(ref))).map(([ref]) => ref);
}

function movedHere(taken: readonly string[]): ErrorDocument {
  const message = `refs of this clone were changed meanwhile: ${taken.slice(0, 5).join(", ")}`;
  return { code: "GIT_PUSH_REJECTED", message, hint: "Run the command again." };
}
