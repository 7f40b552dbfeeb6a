import { expect, test } from "@jest/globals";
import type { NxFacts } from "./facts.ts";
import { findingsIn } from "./rules.ts";

/** An nx.json that `nx add @convoy/nx` has made ready. */
const READY = {
  plugins: ["@convoy/nx"],
  targetDefaults: { "nx-release-publish": { executor: "@convoy/nx:publish" } },
  pluginsConfig: { "@nx/js": { projectsAffectedByDependencyUpdates: "auto" } },
  release: { version: { versionActions: "@convoy/nx/version-actions" } },
};

function found(nxJson: object, more: Partial<NxFacts> = {}): readonly string[] {
  const facts: NxFacts = {
    nxJson: { ...READY, ...nxJson },
    scripts: {},
    publishTargets: new Map(),
    workspace: { root: "/work", packages: [] },
    nxJs: false,
    ...more,
  };
  return findingsIn(facts).map(({ code, subject }) => `${code} ${subject}`);
}

const PLAIN: NxFacts["workspace"] = {
  root: "/work",
  packages: [
    {
      name: "app",
      dir: "packages/app",
      version: "1.0.0",
      private: false,
      dependencies: [{ name: "codec", kind: "dependencies", range: "^1.0.0" }],
    },
  ],
};

test("a workspace that is ready has no findings", () => {
  expect(found({})).toEqual([]);
});

test.each<readonly [string, readonly string[], object, Partial<NxFacts>?]>([
  ["T1", ["NX_PUSH_BEFORE_TAG nx.json release.git.push"], { release: { git: { push: true } } }],
  [
    "T2",
    ["NX_GROUP_RELATIONSHIP nx.json release.groups.core"],
    {
      release: {
        projectsRelationship: "independent",
        groups: {
          core: {},
          apps: { projectsRelationship: "independent" },
          own: { releaseTag: { pattern: "x" } },
        },
      },
    },
  ],
  [
    "T3",
    ["NX_RANGES_STOP_MAJORS nx.json release.version.preserveMatchingDependencyRanges"],
    { release: {} },
    { workspace: PLAIN },
  ],
  [
    "T4",
    ["NX_DRY_RUN_STOPS_EARLY package.json scripts.try"],
    {},
    {
      scripts: {
        try: "nx release --dry-run",
        good: "nx release --dry-run --yes",
        other: "nx release publish --dry-run",
      },
    },
  ],
  [
    "T5",
    [
      "NX_BUILD_INTERLEAVED nx.json targetDefaults.nx-release-publish",
      "NX_BUILD_INTERLEAVED packages/a/project.json",
    ],
    { targetDefaults: { "nx-release-publish": { executor: "@convoy/nx:publish", dependsOn: ["build"] } } },
    {
      publishTargets: new Map([
        ["packages/a/project.json", [{ target: "build" }]],
        ["packages/b/project.json", ["^nx-release-publish"]],
      ]),
    },
  ],
  [
    "T6",
    ["NX_STOCK_EXECUTOR nx.json targetDefaults.nx-release-publish"],
    { targetDefaults: {} },
    { nxJs: true },
  ],
  ["T7", ["NX_LOCK_FILE_AFFECTS_ALL nx.json pluginsConfig"], { pluginsConfig: {} }],
  ["the plugin is missing", ["NX_PLUGIN_MISSING nx.json plugins"], { plugins: [] }],
])("%s is found", (...[, findings, nxJson, more = {}]) => {
  expect(found(nxJson, more)).toEqual(findings);
});

test("ranges that the own version actions move, or that Nx may move, stop nothing", () => {
  expect(found({}, { workspace: PLAIN })).toEqual([]);
  const release = { version: { preserveMatchingDependencyRanges: false } };
  expect(found({ release }, { workspace: PLAIN })).toEqual([]);
});
