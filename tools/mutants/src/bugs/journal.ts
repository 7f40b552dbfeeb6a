import type { Mutant } from "../mutant.ts";

const LINE = "packages/engine/src/journal/line.ts";
const MAKE_READY = "packages/engine/src/release/make-ready.ts";
const JOURNAL_TESTS = "packages/engine/src/journal/journal.test.ts";
const STORIES = "packages/engine/src/faults.test.ts";
const CASES = "packages/engine/src/release/faults.test.ts";

/** What is on the disk, and when. */
export const BUGS_OF_THE_JOURNAL: readonly Mutant[] = [
  {
    bug: "the intent is journaled after the effect",
    file: "packages/engine/src/steps/packages.ts",
    edits: [
      ["await run.begin({ act, name });\n", ""],
      [
        "await work.act(name);\n      }),",
        "await work.act(name);\n        await run.begin({ act, name });\n      }),",
      ],
    ],
    killedBy: [{ file: CASES, name: "F35:" }],
  },
  {
    bug: "an effect begins before its intent is on the disk",
    file: "packages/engine/src/release/run.ts",
    edits: [
      ["await this.#journal.append(entry);", "void this.#journal.append(entry).catch(() => undefined);"],
    ],
    killedBy: [{ file: CASES, name: "F35:" }],
  },
  {
    bug: "entries are written and not flushed",
    file: "packages/engine/src/journal/disk.ts",
    edits: [["await handle.datasync();", ""]],
    killedBy: [{ file: JOURNAL_TESTS, name: "F36" }],
  },
  {
    bug: "what stands behind a damaged line is believed",
    file: LINE,
    edits: [["if (entry === undefined) break;", "if (entry === undefined) continue;"]],
    killedBy: [{ file: JOURNAL_TESTS, name: "F36" }],
  },
  {
    bug: "the checksum of a line is not compared",
    file: LINE,
    edits: [[" || checksum(json) !== sum", ""]],
    killedBy: [{ file: JOURNAL_TESTS, name: "F36" }],
  },
  {
    bug: "an entry is appended to half a line",
    file: "packages/engine/src/journal/disk.ts",
    edits: [["await handle.truncate(bytes);", ""]],
    killedBy: [{ file: JOURNAL_TESTS, name: "F36" }],
  },
  {
    bug: "a recovery waits again for what an earlier one has waited for, and taken out",
    file: "packages/engine/src/journal/doubts.ts",
    edits: [["if (WAY_BACK.has(effect.act)) this.#open.clear();", "if (WAY_BACK.has(effect.act)) return;"]],
    killedBy: [{ file: "packages/engine/src/journal/doubts.test.ts", name: "F2:" }],
  },
  {
    bug: "a package that was being taken out when the process died is told as published",
    file: "packages/engine/src/journal/so-far.ts",
    edits: [
      [
        'act === "publish" || act === "promote" || act === "withdraw"',
        'act === "publish" || act === "promote"',
      ],
    ],
    killedBy: [{ file: "packages/engine/src/journal/so-far.test.ts", name: "on its way out again" }],
  },
  {
    bug: "the end of a release is noted here before the others are told, and give the lock back",
    file: "packages/engine/src/release/conclude.ts",
    edits: [
      ["  await run.note(endOf(report));\n", ""],
      [
        "  if (run.endTold === null) await shareEnd(run, report);\n",
        "  await run.note(endOf(report));\n  if (run.endTold === null) await shareEnd(run, report);\n",
      ],
    ],
    killedBy: [{ file: CASES, name: "an end that the others know" }],
  },
  {
    bug: "a journal of a newer Convoy is read as if it were ours",
    file: "packages/engine/src/journal/newer.ts",
    edits: [["format > 1;", "format > 2;"]],
    killedBy: [{ file: CASES, name: "F37:" }],
  },
  {
    bug: "a resumed release packs again",
    file: MAKE_READY,
    edits: [
      ["if (run.record.refs === null) await makeAll(run);", "await makeAll(run);"],
      ["if (run.record.artifacts === null) await pack(run);", "await pack(run);"],
    ],
    killedBy: [{ file: CASES, name: "F39:" }],
  },
  {
    bug: "the first byte is uploaded before other machines know the plan",
    file: MAKE_READY,
    edits: [["  await sharePlan(run);\n", ""]],
    killedBy: [{ file: STORIES, name: "F3:" }],
  },
  {
    bug: "a half-written version step is gone on with, not begun anew",
    file: MAKE_READY,
    edits: [["if (run.record.versioning) await", "if (run.record.changes) await"]],
    killedBy: [{ file: CASES, name: "F1:" }],
  },
  {
    bug: "a release that is carried on takes what was edited meanwhile along",
    file: MAKE_READY,
    edits: [
      [
        'if (edited.length === 0) return;\n  throw new ReleaseError(\n    "EDITED_MEANWHILE"',
        'if (edited.length >= 0) return;\n  throw new ReleaseError(\n    "EDITED_MEANWHILE"',
      ],
    ],
    killedBy: [{ file: CASES, name: "F1: what was edited between" }],
  },
  {
    bug: "of two releases within a second the newest is the one with the higher id",
    file: "packages/engine/src/journal/records.ts",
    edits: [
      ["other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1)", "one.id < other.id ? 1 : -1"],
    ],
    killedBy: [{ file: "packages/engine/src/journal/newest-first.test.ts", name: "within one second" }],
  },
];
