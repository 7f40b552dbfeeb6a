import type { Mutant } from "../mutant.ts";

const FINDINGS = "packages/core/src/verifying/findings-in.ts";
const TESTS = "packages/core/src/verifying/findings-in.test.ts";

/** What is looked at before a release, and after it. */
export const BUGS_OF_VERIFYING: readonly Mutant[] = [
  {
    bug: "bytes that are served as others are taken for the released ones",
    file: FINDINGS,
    edits: [
      [
        'if (shown !== undefined && shown !== "" && shown !== one.integrity) return',
        "if (shown === null) return",
      ],
    ],
    killedBy: [{ file: TESTS, name: "served with another hash" }],
  },
  {
    bug: "what comes from a repository behind the channel passes for released",
    file: FINDINGS,
    edits: [["if (stored?.integrity !== null) return [];", "return [];"]],
    killedBy: [{ file: TESTS, name: "served from upstream alone" }],
  },
  {
    bug: "a rehearsal says that a release would arrive of which a package cannot be installed",
    file: "packages/core/src/rehearsing/rehearsal.ts",
    edits: [["installs.every(({ error }) => error === undefined)", "installs.length >= 0"]],
    killedBy: [{ file: "packages/core/src/rehearsing/rehearsal.test.ts", name: "would-not-install" }],
  },
  {
    bug: "a package whose entry point was not built is packed",
    file: "packages/workspace/src/packing/entry-point-rules.ts",
    edits: [["return isThere ? []", 'return isThere || main !== "" ? []']],
    killedBy: [{ file: "packages/workspace/src/packing/entry-point-rules.test.ts", name: "was not built" }],
  },
];
