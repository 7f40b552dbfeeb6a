import { randomFrom, type Random } from "@convoy/testkit";
import { changeset } from "./changes.fixture.ts";
import { changelogsOf, configFiles } from "./generated-config.fixture.ts";

/** A workspace in which everything that changesets knows of may occur, by path and content. */
export interface GeneratedWorld {
  readonly files: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
  /** A snapshot is to be made, under this tag; `""` is one without a tag. */
  readonly snapshot: string | null;
}

export type Mode = "plain" | "pre" | "exit" | "snapshot";

/** Who plays in a world, drawn before anything is written. */
export interface Cast {
  readonly random: Random;
  readonly mode: Mode;
  readonly names: readonly string[];
  /** Without those that have none; changesets breaks down over a stated range for one of these. */
  readonly versions: ReadonlyMap<string, string>;
  readonly isPrivate: ReadonlySet<string>;
  readonly privateOnesAreVersioned: boolean;
  readonly ignored: readonly string[];
}

/** The same world for the same seed. */
export function generatedWorld(seed: number): GeneratedWorld {
  const random = randomFrom(seed);
  const mode = random.pick<Mode>(["plain", "plain", "plain", "pre", "exit", "snapshot"]);
  const cast = castOf(random, mode);
  const { names } = cast;
  const snapshot = mode === "snapshot" ? random.pick(["canary", "canary", "pr-12", ""]) : null;
  const manifests = names.map((name, index) => [
    `packages/${folderOf(name)}/package.json`,
    indented(random, manifestOf(cast, name, index)),
  ]);
  return {
    files: {
      "package.json": {
        name: "root",
        version: "0.0.0",
        private: true,
        devDependencies: someOf(cast, names, 0.2),
      },
      "pnpm-workspace.yaml": workspaceFile(cast),
      ...configFiles(cast, snapshot),
      ...changelogsOf(cast),
      ...preState(cast),
      ...changesetsOf(cast),
      ...(Object.fromEntries(manifests) as Record<string, unknown>),
    },
    names,
    snapshot,
  };
}

/** As people write them: with spaces, tabs or none of either, with or without an end of the last line. */
function indented(random: Random, manifest: Record<string, unknown>): string {
  const text = JSON.stringify(manifest, null, random.pick(["", "  ", "\t", "    "]));
  return random.chance(0.8) ? `${text}\n` : text;
}

/** Some packages have an entry in a catalog, the unnamed or a named one; changesets looks at none of them. */
function workspaceFile({ random, versions }: Cast): string {
  const entries = [...versions].map(
    ([name, version]) => `  "${name}": ${random.pick(["^", "~", ""])}${version}`,
  );
  const some = (): string => entries.filter(() => random.chance(0.3)).join("\n");
  return `packages: ['packages/*']\n# Ours.\ncatalog:\n${some()}\ncatalogs:\n  named:\n${some().replaceAll(/^/gm, "  ")}\n`;
}

function castOf(random: Random, mode: Mode): Cast {
  const letters = random.shuffled(["a", "b", "c", "d", "e", "f", "g", "h"]).slice(0, random.whole(2, 8));
  const names = letters.map((letter) => (random.chance(0.5) ? `@acme/${letter}` : letter));
  const versioned = names.filter(() => random.chance(0.95));
  return {
    random,
    mode,
    names,
    versions: new Map(versioned.map((name) => [name, versionFor(random, mode)])),
    isPrivate: new Set(names.filter((name) => !versioned.includes(name) || random.chance(0.2))),
    privateOnesAreVersioned: random.chance(0.5),
    // Nothing is drawn to depend on the last one, and changesets allows that of no ignored package.
    ignored: random.chance(0.3) ? names.slice(-1) : [],
  };
}

/** Half of the private packages, and ignored ones, are no part of any release. */
function isSkipped({ versions, isPrivate, privateOnesAreVersioned, ignored }: Cast, name: string): boolean {
  return !versions.has(name) || ignored.includes(name) || (isPrivate.has(name) && !privateOnesAreVersioned);
}

function folderOf(name: string): string {
  return name.replace("@acme/", "");
}

function versionFor(random: Random, mode: Mode): string {
  const released = ["1.0.0", "2.5.1", "0.3.0", "0.0.4", "10.0.0"];
  const before = ["1.1.0-beta.0", "0.4.0-beta.2", "2.0.0-beta.11"];
  return random.pick(mode === "plain" || mode === "snapshot" ? released : [...released, ...before]);
}

function manifestOf(cast: Cast, name: string, index: number): Record<string, unknown> {
  const { names, versions } = cast;
  const isPrivate = cast.isPrivate.has(name);
  // A released package that depends on a skipped one is refused: that should happen, and not often. Where the skipped
  // one has no version, `changeset version` alone refuses it, whatever is released; Convoy does when it is its turn.
  const mayNeedAny = isPrivate || isSkipped(cast, name);
  const needsSkipped = cast.random.chance(0.03);
  const before = names
    .slice(0, index)
    .filter((one) => mayNeedAny || !isSkipped(cast, one) || (needsSkipped && versions.has(one)));
  return {
    name,
    version: versions.get(name),
    ...(isPrivate ? { private: true } : {}),
    dependencies: { semver: "^7.0.0", ...someOf(cast, before, 0.3) },
    peerDependencies: someOf(cast, before, 0.15),
    optionalDependencies: someOf(cast, before, 0.1),
    devDependencies: someOf(cast, names, 0.15),
  };
}

function someOf(cast: Cast, names: readonly string[], share: number): Record<string, string> {
  const chosen = names.filter(() => cast.random.chance(share));
  return Object.fromEntries(chosen.map((name) => [name, rangeFor(cast, name)]));
}

function rangeFor({ random, versions }: Cast, name: string): string {
  const version = versions.get(name);
  if (version === undefined) return "workspace:^";
  const usual = ["workspace:^", "workspace:^", "workspace:~", "workspace:*", `^${version}`, `~${version}`];
  const stated = [
    `workspace:^${version}`,
    `workspace:~${version}`,
    `workspace:${version}`,
    version,
    `>=${version}`,
    "*",
  ];
  const odd = [
    `workspace:packages/${folderOf(name)}`,
    `>=${version} <99.0.0`,
    `^${version} || ^99.0.0`,
    `>${version}`,
  ];
  const out = [
    "^77.0.0",
    "catalog:",
    "catalog:named",
    "latest",
    `file:../${folderOf(name)}`,
    `npm:${name}@^${version}`,
  ];
  return random.pick(random.chance(0.8) ? [...usual, ...stated] : [...odd, ...out]);
}

/** The state in its new form, or in the one of an older changesets, which lists what was released. */
function preState({ random, mode }: Cast): Record<string, unknown> {
  if (mode !== "pre" && mode !== "exit") return {};
  const old = { initialVersions: {}, changesets: ["change-0", "change-9"] };
  return { ".changeset/pre.json": { mode, tag: "beta", ...(random.chance(0.3) ? old : {}) } };
}

const SUMMARIES: readonly string[] = [
  "Change #.",
  "Change #.",
  "Change #.\n\nWith a reason, and\n- a list\n- of `things`  \n",
  "**Breaking**: change #, `a` → `b`.\n\n```ts\nconst a = 1;\n```",
  "",
];

function changesetsOf(cast: Cast): Record<string, string> {
  const { random, mode, names } = cast;
  const released = names.filter((name) => !isSkipped(cast, name));
  const files = Array.from({ length: random.whole(mode === "exit" ? 0 : 1, 4) }, (_, index) => {
    const pool = released.length === 0 || random.chance(0.04) ? names : released;
    const chosen = random.shuffled(pool).slice(0, random.chance(0.06) ? 0 : random.whole(1, 3));
    const lines = chosen.map(
      (name) => `"${name}": ${random.pick(["major", "minor", "patch", "patch", "none"])}`,
    );
    const inPre = (mode === "pre" || mode === "exit") && random.chance(0.4);
    return [
      `.changeset/${inPre ? "pre/" : ""}change-${index}.md`,
      changeset(lines.join(", "), random.pick(SUMMARIES).replaceAll("#", String(index))),
    ];
  });
  return Object.fromEntries(files) as Record<string, string>;
}
