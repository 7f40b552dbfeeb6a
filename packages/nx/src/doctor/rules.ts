import { section } from "@convoy/core";
import { listOf, type NxFacts } from "./facts.ts";
import type { Finding } from "./finding.ts";

type Rule = (facts: NxFacts) => readonly Finding[];

const PUBLISH = "nx-release-publish";
const EXECUTOR = "@convoy/nx:publish";
const ACTIONS = "@convoy/nx/version-actions";

function warning(code: string, subject: string, texts: readonly [message: string, hint: string]): Finding {
  const [message, hint] = texts;
  return { code, severity: "warning", subject, message, hint, fixable: false };
}

/** T1 */
const pushesWithoutTags: Rule = ({ nxJson }) => {
  if (section(nxJson, "release", "git")["push"] !== true) return [];
  return [
    warning("NX_PUSH_BEFORE_TAG", "nx.json release.git.push", [
      "`nx release` pushes after it has written the versions and before it commits and tags, so commit and tags stay in this clone",
      'Set it to false, and push afterwards: `git push --follow-tags`. Or set "release": {"git": {"tag": false}}: then Convoy pushes both as one.',
    ]),
  ];
};

/** T2 */
const groupsLoseTheRelationship: Rule = ({ nxJson }) => {
  const release = section(nxJson, "release");
  if (release["projectsRelationship"] !== "independent") return [];
  const groups = section(release, "groups");
  return Object.keys(groups)
    .filter((name) => {
      const group = section(groups, name);
      const pattern = section(group, "releaseTag")["pattern"] ?? section(release, "releaseTag")["pattern"];
      return group["projectsRelationship"] === undefined && pattern === undefined;
    })
    .map((name) =>
      warning("NX_GROUP_RELATIONSHIP", `nx.json release.groups.${name}`, [
        'groups do not take over "projectsRelationship": "independent": their tags are looked for as `{releaseGroupName}-v{version}`, and not found',
        `Write "projectsRelationship": "independent" into the group ${name} as well.`,
      ]),
    );
};

/** T3 */
const rangesStopMajors: Rule = ({ nxJson, workspace }) => {
  const version = section(nxJson, "release", "version");
  if (version["preserveMatchingDependencyRanges"] === false || version["versionActions"] === ACTIONS)
    return [];
  const plain = workspace.packages.flatMap(({ name, dependencies }) =>
    dependencies
      .filter(({ range }) => /^[\^~]?\d/.test(range))
      .map((dependency) => `${name} → ${dependency.name} ${dependency.range}`),
  );
  if (plain.length === 0) return [];
  return [
    warning("NX_RANGES_STOP_MAJORS", "nx.json release.version.preserveMatchingDependencyRanges", [
      `it is true by default, so a version outside of these ranges ends \`nx release\` with an error: ${plain.slice(0, 3).join(", ")}`,
      `Set it to false, or write \`workspace:^\` for packages of the workspace, or set "versionActions": "${ACTIONS}".`,
    ]),
  ];
};

/** T4 */
const dryRunsLeavePublishingOut: Rule = ({ scripts }) =>
  Object.entries(scripts)
    .filter(([, text]) => /\bnx release\b(?! (publish|version|changelog|plan))[^&|;]*--dry-?run/i.test(text))
    .filter(([, text]) => !/(--yes|-y)\b/.test(text))
    .map(([name]) =>
      warning("NX_DRY_RUN_STOPS_EARLY", `package.json scripts.${name}`, [
        "`nx release --dry-run` ends before it would publish, so nothing of publishing is tried",
        "Add `--yes`: with `--dry-run` nothing is published all the same.",
      ]),
    );

/** T5 */
const buildsComeBetween: Rule = ({ nxJson, publishTargets }) => {
  const defaults = section(nxJson, "targetDefaults")[PUBLISH];
  const entries = Array.isArray(defaults) ? listOf(defaults) : [defaults];
  const inDefaults = entries.flatMap((entry) => listOf(section({ entry }, "entry")["dependsOn"]));
  const places = new Map([[`nx.json targetDefaults.${PUBLISH}`, inDefaults], ...publishTargets]);
  return [...places].flatMap(([subject, dependsOn]) => {
    const others = dependsOn.filter((one) => one !== `^${PUBLISH}`);
    if (others.length === 0) return [];
    return {
      code: "NX_BUILD_INTERLEAVED",
      severity: "error" as const,
      subject,
      message: `it depends on ${others.map((one) => JSON.stringify(one)).join(", ")}: the first packages would be published before the last ones are built, so Convoy refuses`,
      hint: 'Take that out of `dependsOn`, and build first: "release": {"version": {"preVersionCommand": "nx run-many -t build"}} in nx.json.',
      fixable: false,
    };
  });
};

/** T6, and what comes before it: only our own executor knows what the whole command was given. */
const publishesPastConvoy: Rule = ({ nxJson, nxJs }) => {
  const defaults = section(nxJson, "targetDefaults")[PUBLISH];
  const last = Array.isArray(defaults) ? listOf(defaults).at(-1) : defaults;
  const executor = section({ last }, "last")["executor"];
  if (executor === EXECUTOR || (executor === undefined && !nxJs)) return [];
  const several = Object.keys(section(nxJson, "release", "groups")).length > 1;
  const lost = several ? ", and a task that comes along from another group is not told of `--dry-run`" : "";
  return [
    {
      code: "NX_STOCK_EXECUTOR",
      severity: "error",
      subject: `nx.json targetDefaults.${PUBLISH}`,
      message: `\`nx release\` publishes with ${typeof executor === "string" ? executor : "@nx/js:release-publish"}, package by package, and takes nothing back${lost}`,
      hint: `Run \`nx g @convoy/nx:init\`, or set "targetDefaults": {"${PUBLISH}": {"executor": "${EXECUTOR}"}}.`,
      fixable: true,
    },
  ];
};

/** T7 */
const lockFileAffectsAll: Rule = ({ nxJson }) => {
  const setting = section(nxJson, "pluginsConfig", "@nx/js")["projectsAffectedByDependencyUpdates"];
  if (setting === "auto" || Array.isArray(setting)) return [];
  return [
    warning("NX_LOCK_FILE_AFFECTS_ALL", "nx.json pluginsConfig", [
      "a change of the lock file makes every project affected, so `convoy check` and `convoy affected` list all of them",
      'Set "pluginsConfig": {"@nx/js": {"projectsAffectedByDependencyUpdates": "auto"}}.',
    ]),
  ];
};

const pluginIsNamed: Rule = ({ nxJson }) => {
  const names = listOf(nxJson["plugins"]).map((one) =>
    typeof one === "string" ? one : section({ one }, "one")["plugin"],
  );
  if (names.includes("@convoy/nx")) return [];
  return [
    {
      code: "NX_PLUGIN_MISSING",
      severity: "warning",
      subject: "nx.json plugins",
      message:
        "the plugin of Convoy is not named, so an unfinished release is found late, and each group is a release of its own",
      hint: "Run `nx add @convoy/nx`.",
      fixable: true,
    },
  ];
};

const RULES: readonly Rule[] = [
  pluginIsNamed,
  publishesPastConvoy,
  pushesWithoutTags,
  groupsLoseTheRelationship,
  rangesStopMajors,
  dryRunsLeavePublishingOut,
  buildsComeBetween,
  lockFileAffectsAll,
];

/** Everything in the settings of Nx that stands in the way of a release, and how to mend it. */
export function findingsIn(facts: NxFacts): readonly Finding[] {
  return RULES.flatMap((rule) => rule(facts));
}
