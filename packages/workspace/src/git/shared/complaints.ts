import type { ErrorDocument } from "@convoy/core";
import type { Place } from "./place.ts";

/** A rule of the host, in its own words, against refs such as Convoy's. */
export function refsRefused({ error }: { readonly error: ErrorDocument }): ErrorDocument {
  return {
    code: "GIT_REFS_REFUSED",
    message: error.message,
    hint: "See that the host lets you push refs under `refs/convoy/`.",
  };
}

export function recordMoved({ label }: Place, ref: string): ErrorDocument {
  return {
    code: "GIT_RECORD_MOVED",
    message: `somebody else carries this release on: ${ref} on ${label} is not as this run left it`,
    hint: "Let that run end, then run the command again.",
  };
}

export function lockLost({ label }: Place): ErrorDocument {
  return {
    code: "GIT_LOCK_LOST",
    message: `the lock that this run had on ${label} was taken away, so nothing was pushed`,
    hint: "Another run releases, or has taken this release over. Let it end, then run the command again.",
  };
}

export function lockMoved({ label }: Place): ErrorDocument {
  return {
    code: "GIT_LOCK_MOVED",
    message: `the lock on ${label} is another one by now, and was left alone`,
    hint: "Look who holds it, then run the command again.",
  };
}

export function unreadable({ label }: Place, id: string): ErrorDocument {
  return {
    code: "GIT_RECORD_UNREADABLE",
    message: `what ${label} has as the record of release ${id} is none of Convoy's`,
    hint: `Look at it with \`git ls-remote ${label} refs/convoy/releases/${id}\`.`,
  };
}
