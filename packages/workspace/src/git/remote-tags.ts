import { findRemote } from "./choose-remote.ts";
import type { Clone } from "./clone.ts";
import { peeledAt, remoteRefs } from "./read-refs.ts";
import { tagRef, tagsAmong } from "./refs.ts";

/** The tags of the remote, each with the commit that it leads to; null where the repository has no remote. */
export async function remoteTags(
  clone: Clone,
  wanted: string | undefined,
): Promise<ReadonlyMap<string, string> | null> {
  const { remote } = await findRemote(clone, wanted);
  if (remote === null) return null;
  const refs = await remoteRefs(clone, remote);
  return new Map([...tagsAmong(refs)].map((tag) => [tag, peeledAt(refs, tagRef(tag)) ?? ""]));
}
