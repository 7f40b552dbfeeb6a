import { expect } from "@jest/globals";
import type { Everything } from "./world.ts";

/**
 * Nothing of the release is left. Before its commit point all is exactly as it was; after it the commit stays in
 * the history with another that reverts it, and the clone has both of them.
 */
export function expectGone(before: Everything, after: Everything): void {
  expect(after.channel).toEqual(before.channel);
  expect(after.stage).toEqual(before.stage);
  const { repository: was } = before;
  const { repository: is } = after;
  expect(is.head).toBe(is.remoteRefs["refs/heads/main"]);
  expect(otherRefs(is.remoteRefs)).toEqual(otherRefs(was.remoteRefs));
  expect(otherRefs(is.localRefs)).toEqual(otherRefs(was.localRefs));
  expect({ ...is, head: "", localRefs: {}, remoteRefs: {} }).toEqual({
    ...was,
    head: "",
    localRefs: {},
    remoteRefs: {},
  });
}

/** Every package has one version more, the one that its `latest` names; the commit and the tags are everywhere. */
export function expectWhole(before: Everything, after: Everything, integrities: Integrities): void {
  for (const [name, { versions, distTags }] of Object.entries(after.channel)) {
    const was = before.channel[name];
    expect(versions).toMatchObject(was?.versions ?? {});
    const added = Object.keys(versions).filter((version) => was?.versions[version] === undefined);
    expect([name, added]).toEqual([name, [distTags["latest"]]]);
    const [version = ""] = added;
    expect(versions[version]).toEqual({ status: "Published", integrity: integrities[name] });
    expect(Object.keys(after.repository.remoteRefs)).toContain(`refs/tags/${name}@${version}`);
  }
  expect(Object.keys(after.channel)).toEqual(Object.keys(before.channel));
  const { head, localRefs, remoteRefs, status, unfinished } = after.repository;
  expect({ status, unfinished }).toEqual({ status: [], unfinished: [] });
  expect([localRefs["refs/heads/main"], remoteRefs["refs/heads/main"]]).toEqual([head, head]);
  expect(tagsOf(localRefs)).toEqual(tagsOf(remoteRefs));
  expect(tagsOf(remoteRefs)).toMatchObject(tagsOf(before.repository.remoteRefs));
  const added = Object.keys(remoteRefs).filter((ref) => before.repository.remoteRefs[ref] === undefined);
  expect(added).toHaveLength(Object.keys(after.channel).length);
}

/** Package name to the hash that was packed. */
export type Integrities = Readonly<Record<string, string>>;

type Refs = Readonly<Record<string, string>>;

function tagsOf(refs: Refs): Refs {
  return Object.fromEntries(Object.entries(refs).filter(([ref]) => ref.startsWith("refs/tags/")));
}

/** Without those that a commit of the release, and its revert, move. */
function otherRefs(refs: Refs): Refs {
  const moved = ["refs/heads/main", "refs/remotes/origin/main"];
  return Object.fromEntries(Object.entries(refs).filter(([ref]) => !moved.includes(ref)));
}
