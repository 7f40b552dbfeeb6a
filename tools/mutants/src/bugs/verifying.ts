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
    bug: "a release passes for whole though its dist-tag is gone",
    file: FINDINGS,
    edits: [['return [findingOf("error", one, lost)]', 'return [findingOf("warning", one, lost)]']],
    killedBy: [{ file: TESTS, name: "without its dist-tag" }],
  },
  {
    bug: "a package on its way into the channel is told as failed while the release runs",
    file: "packages/engine/src/journal/so-far.ts",
    edits: [['step.kind === "begun" && running', 'step.kind !== "begun" && running']],
    killedBy: [{ file: "packages/engine/src/journal/so-far.test.ts", name: "has not failed" }],
  },
  {
    bug: "a release that another machine may be carrying out is told as stopped",
    file: "packages/cli/src/wiring/under-way.ts",
    edits: [["last.host === host.hostname ? false : null", "false"]],
    killedBy: [{ file: "packages/cli/src/verbs/report.test.ts", name: "another machine nothing is claimed" }],
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
    edits: [["return leadsSomewhere ? []", 'return leadsSomewhere || main !== "" ? []']],
    killedBy: [{ file: "packages/workspace/src/packing/entry-point-rules.test.ts", name: "was not built" }],
  },
];
