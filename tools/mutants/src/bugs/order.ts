import type { Mutant } from "../mutant.ts";

const MOVES = "packages/core/src/reconciling/next-move.ts";
const PACKAGES = "packages/engine/src/steps/packages.ts";
const RELEASES = "packages/engine/src/release/carry-out.test.ts";
const STORIES = "packages/engine/src/faults.test.ts";

/** What comes after what. */
export const BUGS_OF_ORDER: readonly Mutant[] = [
  {
    bug: "a dependent starts when the upload of its dependency has returned",
    file: "packages/engine/src/steps/drive.ts",
    edits: [
      [
        "await work.confirm(name);\n        ready.settle(name);",
        "ready.settle(name);\n        startWhatMay();\n        await work.confirm(name);",
      ],
    ],
    killedBy: [{ file: STORIES, name: "F15:" }],
  },
  {
    bug: "packages are promoted in any order",
    file: PACKAGES,
    edits: [
      ['case "tag":\n      return goals.map', 'case "tag":\n    case "promote":\n      return goals.map'],
    ],
    killedBy: [{ file: RELEASES, name: "a staged release shows a dependent in the channel only after" }],
  },
  {
    bug: "packages are published in any order",
    file: PACKAGES,
    edits: [
      ['case "tag":\n      return goals.map', 'case "tag":\n    case "publish":\n      return goals.map'],
    ],
    killedBy: [{ file: RELEASES, name: "a direct release shows a dependent in the channel only after" }],
  },
  {
    bug: "a rollback takes dependencies out before their dependents",
    file: PACKAGES,
    edits: [["return reversed(goals);", "return goals;"]],
    killedBy: [{ file: STORIES, name: "F15: is taken back dependents first" }],
  },
  {
    bug: "a staged release is committed before everything is in the stage",
    file: MOVES,
    edits: [["if (unstaged.length > 0)", 'if (unstaged.length > 0 && facts.remote === "ours")']],
    killedBy: [{ file: "packages/core/src/reconciling/next-move.test.ts", name: "staged: what neither" }],
  },
  {
    bug: "a direct release is tagged before everything is up",
    file: MOVES,
    edits: [["if (staged && !committed)", "if (!committed)"]],
    killedBy: [{ file: "packages/core/src/reconciling/next-move.test.ts", name: "direct: the push comes" }],
  },
  {
    bug: "a release is done before this clone has its refs",
    file: MOVES,
    edits: [
      [
        'return facts.local === "ours" ? { kind: "finish" }',
        'return facts.local !== undefined ? { kind: "finish" }',
      ],
    ],
    killedBy: [{ file: RELEASES, name: "arrives: every version" }],
  },
  {
    bug: "what was never asked is taken for absent",
    file: MOVES,
    edits: [["known.filter((one) => one.channel === undefined)", "known.filter(() => false)"]],
    killedBy: [{ file: "packages/core/src/reconciling/next-move.test.ts", name: "what was never observed" }],
  },
];
