import type { Mutant } from "../mutant.ts";

export const BUGS_OF_SETTING_UP: readonly Mutant[] = [
  {
    bug: "a channel that a person has closed is opened to the public registry",
    file: "packages/core/src/provisioning/upstream-difference.ts",
    edits: [["return upstream.asked\n", 'return upstream.name !== ""\n']],
    killedBy: [
      {
        file: "packages/core/src/provisioning/layout-difference.test.ts",
        name: "a channel that a person has made is opened to the public registry only where convoy.json says so",
      },
    ],
  },
  {
    bug: "a package group that is made, and guards nothing yet, counts as done",
    file: "packages/cli/src/wiring/setting-up/carry-out.ts",
    edits: [["nameOf(other, layout) !== wanted", 'other.kind !== change.kind || wanted === ""']],
    killedBy: [
      {
        file: "packages/cli/src/verbs/setup.test.ts",
        name: "a reply that is lost is no failure where the change is there",
      },
    ],
  },
  {
    bug: "the role that prunes may do more than it does",
    file: "packages/registry/src/codeartifact/policies/role-policies.ts",
    edits: [["const THIN_OUT = [", 'const THIN_OUT = ["DisposePackageVersions", ']],
    killedBy: [
      {
        file: "packages/cli/src/verbs/setup-iam.test.ts",
        name: "S28: what prune needs is what `--iam prune` allows, and no right of it is idle",
      },
    ],
  },
  {
    bug: "the role that installs may get no token",
    file: "packages/registry/src/codeartifact/policies/policy.ts",
    edits: [["codeartifact.amazonaws.com", "sts.amazonaws.com"]],
    killedBy: [
      {
        file: "packages/cli/src/verbs/login.test.ts",
        name: "S28: `--iam read` is what login and an install need, and no right of it is idle",
      },
    ],
  },
  {
    bug: "doctor takes any difference of a package group for a way in from outside",
    file: "packages/cli/src/wiring/setting-up/findings.ts",
    edits: [['open && "EXTERNAL_UPSTREAM" in controls', "open"]],
    killedBy: [
      {
        file: "packages/cli/src/wiring/setting-up/findings.test.ts",
        name: "a group that lets versions in from upstream repositories alone is found for what it is",
      },
    ],
  },
  {
    bug: "an old token that stands twice in the npmrc stays, and counts",
    file: "packages/workspace/src/signing-in/npmrc.ts",
    edits: [["if (met.has(key)) return [];", "if (met.has(key)) return [line];"]],
    killedBy: [
      {
        file: "packages/workspace/src/signing-in/signing-in.test.ts",
        name: "an npmrc keeps all that is not of the registry, and gets each setting once",
      },
    ],
  },
  {
    bug: "the settings with a token may be read by everybody on the machine",
    file: "packages/cli/src/wiring/signing-in/settings-file.ts",
    edits: [['{ mode: 0o600, flag: "wx" }', '{ flag: "wx" }']],
    killedBy: [
      {
        file: "packages/cli/src/verbs/login.test.ts",
        name: "login makes the workspace's package manager install its scopes from the channel, and says what it did",
      },
    ],
  },
];
