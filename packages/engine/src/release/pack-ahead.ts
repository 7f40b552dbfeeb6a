import type { Artifact } from "@convoy/core";
import type { Opening } from "../journal/entry.ts";
import type { EnginePorts } from "../ports.ts";

/** Packing that began before the release has. */
export interface PackingAhead {
  readonly artifacts: Promise<readonly Artifact[]>;
  /** Ends it, and leaves nothing of it behind. */
  abandon(): Promise<void>;
}

/**
 * Packs while the lock is asked for: tarballs in the clone are nothing that anybody else sees, and where no version is
 * written they are the same before and after. What goes wrong is told to whoever waits for the artifacts.
 */
export function packAhead({ id, plan }: Opening, { records, tree, interrupted }: EnginePorts): PackingAhead {
  const abandoned = new AbortController();
  const signal = AbortSignal.any([interrupted, abandoned.signal]);
  const artifacts = records.artifactFolder(id).then((folder) => tree.pack(plan, folder, signal));
  const settled = Promise.allSettled([artifacts]);
  return {
    artifacts,
    async abandon() {
      abandoned.abort();
      await settled;
      await records.forget(id);
    },
  };
}
