import type { Mutant } from "../mutant.ts";

export const BUGS_OF_PRUNING: readonly Mutant[] = [
  {
    bug: "what a version that stays needs is pruned",
    file: "packages/core/src/retention/versions-to-prune.ts",
    edits: [
      [
        "      if (found === undefined || !candidates.get(wish.name)?.delete(found)) continue;",
        "      if (found !== undefined) continue;",
      ],
    ],
    killedBy: [
      {
        file: "packages/core/src/retention/resolves.test.ts",
        name: "whatever the rules, every dist-tag and every need of what stays resolves as before",
      },
    ],
  },
  {
    bug: "a version that somebody gave a dist-tag while it was decided about is pruned",
    file: "packages/cli/src/wiring/pruning/carry-out.ts",
    edits: [["naming.some((tag) => !removal.tags.includes(tag))", "naming.length > 9"]],
    killedBy: [
      {
        file: "packages/cli/src/wiring/pruning/carry-out.test.ts",
        name: "F26: a version that was given another dist-tag meanwhile stays, with all of them",
      },
    ],
  },
  {
    bug: "a tarball that was packed elsewhere is taken whatever its bytes are",
    file: "packages/workspace/src/packing/pack-packages.ts",
    edits: [["request.expected?.get(name) ?? tarball.integrity", "tarball.integrity"]],
    killedBy: [
      {
        file: "packages/workspace/src/packing/pack-packages.test.ts",
        name: "S18: a tarball whose bytes are not those that were packed is refused",
      },
    ],
  },
];
