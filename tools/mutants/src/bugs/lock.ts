import type { Mutant } from "../mutant.ts";

const LOCK = "packages/engine/src/release/lock.ts";
const RELEASES = "packages/engine/src/release/carry-out.test.ts";
const CASES = "packages/engine/src/release/faults.test.ts";

/** Who may release. */
export const BUGS_OF_THE_LOCK: readonly Mutant[] = [
  {
    bug: "the lock does not travel with the commit push",
    file: "packages/engine/src/steps/refs.ts",
    edits: [[", lock: { oid: lock } };", " };"]],
    killedBy: [{ file: RELEASES, name: "F32" }],
  },
  {
    bug: "a lock that is held is no hindrance",
    file: LOCK,
    edits: [
      [
        'case "held":\n      throw runningError(readLock(reply.text));',
        'case "held":\n      return reply.oid;',
      ],
    ],
    killedBy: [{ file: RELEASES, name: "F31" }],
  },
  {
    bug: "the lock of a living holder is taken over",
    file: LOCK,
    edits: [["(ports.isRunning(lock) && lock.pid !== ports.holder.pid)", "lock.pid < 0"]],
    killedBy: [{ file: CASES, name: "F33:" }],
  },
  {
    bug: "the lock of another release is taken over",
    file: LOCK,
    edits: [["if (lock.id !== opening.id || (", "if (("]],
    killedBy: [{ file: CASES, name: "F33:" }],
  },
  {
    bug: "a release begins while another machine's is unfinished",
    file: LOCK,
    edits: [
      ["if (unfinished === undefined) return oid;", "if (unfinished?.opening.id !== opening.id) return oid;"],
    ],
    killedBy: [{ file: RELEASES, name: "F3 " }],
  },
  {
    bug: "a release begins while this clone's is unfinished",
    file: "packages/engine/src/release/begin.ts",
    edits: [["  await refuseUnfinished(ports);\n", ""]],
    killedBy: [{ file: RELEASES, name: "an unfinished release refuses the next one" }],
  },
  {
    bug: "a release begins although commit and tags cannot be pushed as one",
    file: LOCK,
    edits: [["if (pushes) throw", "if (pushes && verb === undefined) throw"]],
    killedBy: [{ file: CASES, name: "F30:" }],
  },
  {
    bug: "the lock is kept when the release has been taken back",
    file: "packages/engine/src/release/conclude.ts",
    edits: [["unlock: ended, adding", "adding"]],
    killedBy: [{ file: RELEASES, name: "the lock is given back with the commit, and after a rollback" }],
  },
  {
    bug: "a release that is done goes although a later one may need it",
    file: LOCK,
    edits: [["    if (later) throw followedError(opening, later);\n", ""]],
    killedBy: [{ file: RELEASES, name: "stays when a later one may need it" }],
  },
  {
    bug: "a release that is done goes before the others know that it does",
    file: "packages/engine/src/release/carry-out.ts",
    edits: [
      ['if (reply.kind !== "accepted" && reply.kind !== "exists") {', "if (reply.kind === undefined) {"],
    ],
    killedBy: [{ file: RELEASES, name: "stays when the others cannot be told" }],
  },
  {
    bug: "the commit push of a direct release leaves its end untold",
    file: "packages/engine/src/release/forward.ts",
    edits: [["end === null ? [COMMITTED] : ended(end)", "end === null ? ended(end!) : [COMMITTED]"]],
    killedBy: [{ file: RELEASES, name: "the push that commits a direct release is its end" }],
  },
];
