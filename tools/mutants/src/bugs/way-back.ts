import type { Mutant } from "../mutant.ts";

const FACTS = "packages/core/src/reconciling/facts.ts";
const TAKE_OUT = "packages/engine/src/steps/take-out.ts";
const CARRY_OUT = "packages/engine/src/release/carry-out.ts";
const RELEASES = "packages/engine/src/release/carry-out.test.ts";
const STORIES = "packages/engine/src/faults.test.ts";
const CASES = "packages/engine/src/release/faults.test.ts";

/** What a rollback takes back, and what it must leave. */
export const BUGS_ON_THE_WAY_BACK: readonly Mutant[] = [
  {
    bug: "a version that was there before the release is taken out with it",
    file: FACTS,
    edits: [
      [
        'if (presence?.kind !== "present" || wasThereBefore(goal, before)) return false;',
        'if (presence?.kind !== "present") return false;',
      ],
    ],
    killedBy: [{ file: RELEASES, name: "F25" }],
  },
  {
    bug: "whatever stands under the version is ours, whoever put it there",
    file: FACTS,
    edits: [
      [
        "return presence.integrity === goal.integrity || (accepted",
        "return presence.integrity !== undefined || (accepted",
      ],
    ],
    killedBy: [
      { file: "packages/core/src/reconciling/next-move.test.ts", name: "other bytes are somebody else's" },
    ],
  },
  {
    bug: "bytes that the registry damaged are left behind",
    file: FACTS,
    edits: [[" || (accepted && where === uploadedTo)", ""]],
    killedBy: [{ file: RELEASES, name: "F16" }],
  },
  {
    bug: "a dist-tag goes away instead of back to its old value",
    file: FACTS,
    edits: [
      [
        "corrections.set(tag, before.distTags[tag] ?? null);\n  }\n  // A registry",
        "corrections.set(tag, null);\n  }\n  // A registry",
      ],
    ],
    killedBy: [{ file: RELEASES, name: "a direct release that fails at app" }],
  },
  {
    bug: "dist-tags that somebody moved on meanwhile are put back as well",
    file: FACTS,
    edits: [
      [
        "if (version !== goal.version || before.distTags[tag] === version) continue;",
        "if (before.distTags[tag] === version) continue;",
      ],
    ],
    killedBy: [
      {
        file: "packages/core/src/reconciling/next-move.test.ts",
        name: "a dist-tag that somebody moved on meanwhile",
      },
    ],
  },
  {
    bug: "a removal that the registry refused counts as done",
    file: TAKE_OUT,
    edits: [
      [
        'if (reply.kind === "removed" || reply.kind === "absent") return;',
        'if (reply.kind !== "unclear" && reply.kind !== "changed") return;',
      ],
    ],
    killedBy: [{ file: CASES, name: "F21:" }],
  },
  {
    bug: "a rollback ends while the version is still served",
    file: TAKE_OUT,
    edits: [
      [
        "if (!isOurs(situation, place) && !tagged) return;",
        "if (!tagged || isOurs(situation, place)) return;",
      ],
    ],
    killedBy: [{ file: STORIES, name: "F15:" }],
  },
  {
    bug: "what may still land is not waited for before a release is taken back",
    file: "packages/engine/src/release/back.ts",
    edits: [["const unseen = await settleDoubts(run, limit);", "const unseen: string[] = [];"]],
    killedBy: [{ file: CASES, name: "F18:" }],
  },
  {
    bug: "what has landed while the release was taken back is not looked for",
    file: "packages/engine/src/release/back.ts",
    edits: [["for (const name of unseen) run.belief.forget(name);", ""]],
    killedBy: [{ file: CASES, name: "F18:" }],
  },
  {
    bug: "a cause that passes, after the commit point, takes the release back",
    file: CARRY_OUT,
    edits: [['(code === "INTERRUPTED" || isPassing(code))', 'code === "INTERRUPTED"']],
    killedBy: [{ file: CASES, name: "F46:" }],
  },
  {
    bug: "a release that was turned back is resumed forwards",
    file: CARRY_OUT,
    edits: [["if (run.record.turnedBack) return takeBack(run, run.record.turnedBack);", ""]],
    killedBy: [{ file: CASES, name: "F2:" }],
  },
  {
    bug: "a push that could not be observed counts as not made",
    file: CARRY_OUT,
    edits: [
      [
        'const committed = run.belief.refs.remote !== "absent";',
        'const committed = run.belief.refs.remote === "ours";',
      ],
    ],
    killedBy: [{ file: CASES, name: "F28:" }],
  },
  {
    bug: "a rollback leaves the files as the version step wrote them",
    file: "packages/engine/src/release/back.ts",
    edits: [["    await restoreTree(run);\n", ""]],
    killedBy: [{ file: RELEASES, name: "that fails at codec leaves nothing behind" }],
  },
  {
    bug: "files that somebody edited since are overwritten by a rollback",
    file: "packages/workspace/src/tree/open-tree.ts",
    edits: [["wrote.get(path) !== blobOf(now.get(path))", "!wrote.has(path)"]],
    killedBy: [
      {
        file: "packages/workspace/src/tree/open-tree.test.ts",
        name: "a file that was edited since is left as it is",
      },
    ],
  },
];
