import { findRemote } from "./choose-remote.ts";
import type { Clone } from "./clone.ts";
import { peeledAt, remoteRefs } from "./read-refs.ts";
import { tagRef } from "./refs.ts";

/** The tags of the remote, each with the commit that it leads to; null where the repository has no remote. */
export async function remoteTags(
  clone: Clone,
  wanted: string | undefined,
): Promise<ReadonlyMap<string, string> | null> {
  const { remote } = await findRemote(clone, wanted);
  if (remote === null) return null;
  const refs = await remoteRefs(clone, remote);
  const prefix = tagRef("");
  return new Map(
    [...refs.keys()]
      .filter((ref) => ref.startsWith(prefix) && !ref.endsWith("^{}"))
      .map((ref) => [ref.slice(prefix.length), peeledAt(refs, ref) ?? ""]),
  );
}
