import type { Cast } from "./generated-world.fixture.ts";

/** None, the usual one under both of its names, and one of the workspace itself, without and with options. */
const CHANGELOGS: readonly unknown[] = [
  false,
  "@changesets/cli/changelog",
  "@changesets/changelog-git",
  "./changelog.mjs",
  ["./changelog.mjs", { mark: "*" }],
];

const TEMPLATES: readonly string[] = ["{tag}", "{tag}.{commit-short}", "{tag}-{commit}"];

/** Answers late, with newlines around, and with nothing for some: all that a module may do. */
const OWN_CHANGELOG = `
const later = (text) => new Promise((done) => setImmediate(() => done(text)));
export default {
  getReleaseLine: (changeset, type, options) =>
    later("\\n\\n" + (options?.mark ?? "-") + " " + type + " " + changeset.id + " " + String(changeset.commit).length + ": " + changeset.summary + "\\n"),
  getDependencyReleaseLine: (changesets, dependencies) =>
    later(dependencies.length < 2 ? "" : "- Needs " + dependencies.map((one) => one.name + "@" + one.newVersion + " (" + one.type + ", " + one.oldVersion + ")").join(", ")),
};
`;

/** Where a new entry goes depends on what is there: a title alone, an entry, prose, an empty file. */
const CHANGELOG_TEXTS: readonly string[] = [
  "",
  "# A title",
  "# A title\n\nProse, and no version yet.\n",
  "# A title\n\nProse.\n\n## 0.9.0\n\n- The first.\n",
];

/** The settings, with the module that they may name. `snapshot` is the tag of one that is to be made. */
export function configFiles(cast: Cast, snapshot: string | null): Record<string, unknown> {
  return { ".changeset/config.json": configOf(cast, snapshot), ".changeset/changelog.mjs": OWN_CHANGELOG };
}

export function changelogsOf({ random, names }: Cast): Record<string, string> {
  const some = names.filter(() => random.chance(0.4));
  const folder = (name: string): string => `packages/${name.replace("@acme/", "")}`;
  return Object.fromEntries(
    some.map((name) => [`${folder(name)}/CHANGELOG.md`, random.pick(CHANGELOG_TEXTS)]),
  );
}

function configOf(
  { random, names, privateOnesAreVersioned, ignored }: Cast,
  snapshot: string | null,
): Record<string, unknown> {
  const first = random.shuffled(names);
  const fixed = random.chance(0.3) ? [random.chance(0.8) ? first.slice(0, 2) : ["@acme/{a,b,c}"]] : [];
  const linked = random.chance(0.3) ? [first.slice(2, 5)].filter((group) => group.length > 0) : [];
  return {
    changelog: random.pick<unknown>(CHANGELOGS),
    format: random.pick<unknown>([false, "auto"]),
    commit: false,
    baseBranch: "main",
    fixed,
    linked,
    access: random.pick(["public", "restricted"]),
    ignore: ignored,
    updateInternalDependencies: random.pick(["patch", "minor"]),
    privatePackages: privateOnesAreVersioned
      ? random.pick<unknown>([true, { version: true, tag: true }, { version: true, tag: false }])
      : random.pick<unknown>([false, { version: false }]),
    bumpVersionsWithWorkspaceProtocolOnly: random.chance(0.2),
    snapshot: {
      useCalculatedVersion: random.chance(0.5),
      prereleaseTemplate: random.pick(snapshot === "" ? ["{commit}", "at.{commit-short}"] : TEMPLATES),
    },
    ___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH: {
      onlyUpdatePeerDependentsWhenOutOfRange: random.chance(0.3),
      updateInternalDependents: random.chance(0.2) ? "always" : "out-of-range",
    },
  };
}
