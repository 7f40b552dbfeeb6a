import type { Mutant } from "../mutant.ts";

const WRITE = "packages/engine/src/steps/write.ts";
const WRITES = "packages/engine/src/steps/write.test.ts";
const STORIES = "packages/engine/src/faults.test.ts";
const CASES = "packages/engine/src/release/faults.test.ts";
const RELEASES = "packages/engine/src/release/carry-out.test.ts";

/** What becomes of a write is not what its reply says. */
export const BUGS_OF_WRITES: readonly Mutant[] = [
  {
    bug: "the visibility barrier is skipped: what was taken counts as seen",
    file: WRITE,
    edits: [
      [
        "if (ports.clock.now() >= deadline) throw notVisible(write, ports.ceilings.visibleMs);",
        "return seen;",
      ],
    ],
    killedBy: [{ file: STORIES, name: "F15:" }],
  },
  {
    bug: "a lost reply is a failure: the exit code is trusted",
    file: WRITE,
    edits: [
      [
        'if (reply.kind === "refused") {',
        'if (reply.kind === "unclear") throw lostFor(write, reply);\n    if (reply.kind === "refused") {',
      ],
    ],
    killedBy: [{ file: RELEASES, name: "F5 " }],
  },
  {
    bug: "a lost reply is a success",
    file: WRITE,
    edits: [
      ['if (reply.kind === "accepted") {', 'if (reply.kind === "accepted" || reply.kind === "unclear") {'],
    ],
    killedBy: [{ file: RELEASES, name: "F6 " }],
  },
  {
    bug: "any 409 is a success",
    file: WRITE,
    edits: [
      ['if (reply.kind === "accepted") {', 'if (reply.kind === "accepted" || reply.kind === "exists") {'],
    ],
    killedBy: [{ file: RELEASES, name: "F13" }],
  },
  {
    bug: "any version of that number will do: its bytes are not compared",
    file: WRITE,
    edits: [[" && seen.integrity === write.integrity) return seen;", ") return seen;"]],
    killedBy: [{ file: WRITES, name: "F16" }],
  },
  {
    bug: "one read of other bytes is a conflict, and not three in a row",
    file: WRITE,
    edits: [["const CONSISTENT_READS = 3;", "const CONSISTENT_READS = 1;"]],
    killedBy: [{ file: WRITES, name: "F15" }],
  },
  {
    bug: "a refusal after a lost reply says that nothing has landed",
    file: WRITE,
    edits: [
      [
        'if (reply.kind === "refused") {\n      if (!unclear) write.declined();',
        'if (reply.kind === "refused") {\n      write.declined();',
      ],
    ],
    killedBy: [{ file: CASES, name: "F18:" }],
  },
  {
    bug: "bytes of others in the way are not seen before the first effect",
    file: "packages/core/src/reconciling/next-move.ts",
    edits: [["if (conflicts.length > 0)", "if (conflicts.length > goal.packages.length)"]],
    killedBy: [{ file: RELEASES, name: "F12" }],
  },
  {
    bug: "the user's wish to stop is not heard between two steps",
    file: "packages/engine/src/release/make-ready.ts",
    edits: [["if (!run.ports.interrupted.aborted) return;", "if (run.startedAt >= 0) return;"]],
    killedBy: [{ file: CASES, name: "F4:" }],
  },
  {
    bug: "the user's wish to stop is not heard within a step",
    file: "packages/engine/src/steps/drive.ts",
    edits: [["options.signal.aborted || (", "("]],
    killedBy: [{ file: CASES, name: "F4:" }],
  },
];
