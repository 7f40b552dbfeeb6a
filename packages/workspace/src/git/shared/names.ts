import { ReleaseError } from "@convoy/core";

/** The one lock of a repository. */
export const LOCK_REF = "refs/convoy/lock";
/** All refs of Convoy begin with this. */
export const CONVOY_REFS = "refs/convoy/";

const RECORDS = `${CONVOY_REFS}releases/`;
const ID = /^\d{8}-\d{6}-[0-9a-f]{4}$/;
const OBJECT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The ref of a release's record. Throws `RELEASE_ID_INVALID` for what is no id of a release. */
export function recordRef(id: string): string {
  if (ID.test(id)) return RECORDS + id;
  throw new ReleaseError("RELEASE_ID_INVALID", `${JSON.stringify(id)} is no id of a release`, {
    hint: "An id looks like `20260131-174500-1f3a`.",
  });
}

/** The release whose record this ref is; null when it is none. */
export function releaseOf(ref: string): string | null {
  const id = ref.startsWith(RECORDS) ? ref.slice(RECORDS.length) : "";
  return ID.test(id) ? id : null;
}

/** The id of a lock's object. Throws `GIT_LOCK_UNKNOWN` for a name, a range or an abbreviation. */
export function lockId(oid: string): string {
  if (OBJECT_ID.test(oid)) return oid;
  throw new ReleaseError("GIT_LOCK_UNKNOWN", `${JSON.stringify(oid)} is no id of a lock`, {
    hint: "Name the lock by its full id.",
  });
}
