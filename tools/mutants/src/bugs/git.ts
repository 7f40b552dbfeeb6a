import type { Mutant } from "../mutant.ts";

const PUSHES = "packages/workspace/src/git/release.test.ts";
const RETRACTIONS = "packages/workspace/src/git/retract.test.ts";
const RETRACT = "packages/workspace/src/git/retract.ts";

/** What happens to refs. */
export const BUGS_OF_GIT: readonly Mutant[] = [
  {
    bug: "the commit push is not atomic",
    file: "packages/workspace/src/git/push.ts",
    edits: [['["push", "--atomic", ', '["push", ']],
    killedBy: [{ file: PUSHES, name: "F27" }],
  },
  {
    bug: "tags that are not ours are deleted",
    file: RETRACT,
    edits: [
      [
        ".filter(([tag, id]) => found.get(tagRef(tag)) === id);",
        ".filter(([tag]) => found.has(tagRef(tag)));",
      ],
    ],
    killedBy: [{ file: RETRACTIONS, name: "F26" }],
  },
  {
    bug: "a clone that never had the release stays behind its revert",
    file: RETRACT,
    edits: [
      [
        "if (tip === refs.base && revert !== null) return",
        "if (tip === refs.commit && revert === null) return",
      ],
    ],
    killedBy: [{ file: RETRACTIONS, name: "a clone that never adopted what was pushed" }],
  },
  {
    bug: "the branch is pushed without a lease",
    file: "packages/workspace/src/git/push-release.ts",
    edits: [
      ["[{ ref, to: refs.commit, lease: refs.remoteBranch }]", "[{ ref: `+${ref}`, to: refs.commit }]"],
    ],
    killedBy: [{ file: PUSHES, name: "F27" }],
  },
  {
    bug: "hooks of the repository run while refs move",
    file: "packages/workspace/src/git/clone.ts",
    edits: [['  ["core.hooksPath", "/dev/null"],\n', ""]],
    killedBy: [{ file: PUSHES, name: "no hook of the repository runs" }],
  },
  {
    bug: "a push whose reply is lost is refused",
    file: "packages/workspace/src/git/push.ts",
    edits: [['return {\n    kind: "unclear",\n', 'return {\n    kind: "refused",\n    because: "other",\n']],
    killedBy: [{ file: PUSHES, name: "F28" }],
  },
  {
    bug: "a revert is made although later commits changed the same lines",
    file: "packages/workspace/src/git/revert.ts",
    edits: [["if (result.exitCode === 0) return tree;", "if (result.exitCode <= 1) return tree;"]],
    killedBy: [{ file: RETRACTIONS, name: "a later change of the same lines is a conflict" }],
  },
  {
    bug: "a tag that git left unsigned passes for a signed one",
    file: "packages/workspace/src/git/sign-tags.ts",
    edits: [["if (bare === undefined) return", "if (tags.length > 0) return"]],
    killedBy: [{ file: "packages/workspace/src/git/sign-tags.test.ts", name: "a key that is not there" }],
  },
];
