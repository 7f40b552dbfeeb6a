import { ReleaseError, type ErrorDocument } from "@convoy/core";
import type { Clone } from "../clone.ts";
import { fetchObjects, missingObjects } from "../history.ts";
import { asLocalUpdate, updateLocalRefs } from "../local-refs.ts";
import { underMarker } from "../own-locks.ts";
import { pushUpdates, type PushReply, type RefUpdate } from "../push.ts";
import { localRefs, remoteRefsUnder } from "../read-refs.ts";
import type { RefMap } from "../refs.ts";
import { CONVOY_REFS } from "./names.ts";

/** Where the refs of Convoy are. */
export interface Place {
  /** For messages. */
  readonly label: string;
  /** All of them, as they are now. */
  look(): Promise<RefMap>;
  /** Brings the objects of these refs, as `seen`, into the clone, where it lacks them. */
  fetch(seen: RefMap, refs: readonly string[]): Promise<void>;
  /** Changes all or none. Every update has a lease. */
  update(updates: readonly RefUpdate[]): Promise<PushReply>;
}

export function remotePlace(clone: Clone, remote: string): Place {
  return {
    label: remote,
    look: () => remoteRefsUnder(clone, remote, CONVOY_REFS),
    async fetch(seen, refs) {
      if (refs.length === 0) return;
      const missing = new Set(
        await missingObjects(
          clone,
          refs.map((ref) => seen.get(ref) ?? ""),
        ),
      );
      const wanted = refs.filter((ref) => missing.has(seen.get(ref) ?? ""));
      if (wanted.length > 0) await fetchObjects(clone, remote, { refs: wanted, whole: true });
    },
    update: (updates) => pushUpdates(clone, remote, updates),
  };
}

/** The clone itself, where it has no remote. */
export function localPlace(clone: Clone, onNote: (note: ErrorDocument) => void): Place {
  return {
    label: "this clone",
    look: () => localRefs(clone, [CONVOY_REFS]),
    fetch: async () => undefined,
    async update(updates) {
      const locking = { refs: updates.map(({ ref }) => ref), onNote };
      try {
        await underMarker(clone, locking, () =>
          updateLocalRefs(clone, updates.map(asLocalUpdate), "record of a release"),
        );
        return { kind: "accepted" };
      } catch (error) {
        if (!(error instanceof ReleaseError)) throw error;
        const because = error.code === "GIT_REF_MOVED" || error.code === "GIT_LOCKED" ? "moved" : "other";
        return { kind: "refused", because, error: error.toDocument() };
      }
    },
  };
}
