import { randomFrom, type Random } from "@convoy/testkit";
import { changeset } from "./changes.fixture.ts";

/** A workspace in which everything that changesets knows of may occur, by path and content. */
export interface GeneratedWorld {
  readonly files: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
  /** A snapshot is to be made, under this tag. */
  readonly snapshot: string | null;
}

type Mode = "plain" | "pre" | "exit" | "snapshot";

interface Cast {
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
  const manifests = names.map((name, index) => [
    `packages/${folderOf(name)}/package.json`,
    manifestOf(cast, name, index),
  ]);
  return {
    files: {
      "package.json": {
        name: "root",
        version: "0.0.0",
        private: true,
        devDependencies: someOf(cast, names, 0.2),
      },
      "pnpm-workspace.yaml": "packages: ['packages/*']\n",
      ".changeset/config.json": configOf(cast),
      ...preState(cast),
      ...changesetsOf(cast),
      ...(Object.fromEntries(manifests) as Record<string, unknown>),
    },
    names,
    snapshot: mode === "snapshot" ? "canary" : null,
  };
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
  // A released package that depends on a skipped one is refused: that should happen, and not often.
  const mayNeedAny = isPrivate || isSkipped(cast, name) || cast.random.chance(0.03);
  const before = names.slice(0, index).filter((one) => mayNeedAny || !isSkipped(cast, one));
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
  const out = ["^77.0.0", "catalog:", "latest", `file:../${folderOf(name)}`, `npm:${name}@^${version}`];
  return random.pick(random.chance(0.8) ? [...usual, ...stated] : [...odd, ...out]);
}

function configOf({ random, names, privateOnesAreVersioned, ignored }: Cast): Record<string, unknown> {
  const first = random.shuffled(names);
  const fixed = random.chance(0.3) ? [first.slice(0, 2)] : [];
  const linked = random.chance(0.3) ? [first.slice(2, 5)].filter((group) => group.length > 0) : [];
  return {
    changelog: random.chance(0.5) ? false : "@changesets/cli/changelog",
    commit: false,
    baseBranch: "main",
    fixed,
    linked,
    ignore: ignored,
    updateInternalDependencies: random.pick(["patch", "minor"]),
    privatePackages: privateOnesAreVersioned
      ? { version: true, tag: random.chance(0.5) }
      : random.pick<unknown>([false, { version: false }]),
    bumpVersionsWithWorkspaceProtocolOnly: random.chance(0.2),
    snapshot: {
      useCalculatedVersion: random.chance(0.5),
      prereleaseTemplate: random.pick(["{tag}", "{tag}.{commit-short}", "{tag}-{commit}"]),
    },
    ___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH: {
      onlyUpdatePeerDependentsWhenOutOfRange: random.chance(0.3),
      updateInternalDependents: random.chance(0.2) ? "always" : "out-of-range",
    },
  };
}

/** The state in its new form, or in the one of an older changesets, which lists what was released. */
function preState({ random, mode }: Cast): Record<string, unknown> {
  if (mode !== "pre" && mode !== "exit") return {};
  const old = { initialVersions: {}, changesets: ["change-0", "change-9"] };
  return { ".changeset/pre.json": { mode, tag: "beta", ...(random.chance(0.3) ? old : {}) } };
}

function changesetsOf(cast: Cast): Record<string, string> {
  const { random, mode, names } = cast;
  const released = names.filter((name) => !isSkipped(cast, name));
  const files = Array.from({ length: random.whole(mode === "exit" ? 0 : 1, 4) }, (_, index) => {
    const pool = released.length === 0 || random.chance(0.04) ? names : released;
    const chosen = random.shuffled(pool).slice(0, random.whole(1, 3));
    const lines = chosen.map(
      (name) => `"${name}": ${random.pick(["major", "minor", "patch", "patch", "none"])}`,
    );
    const inPre = (mode === "pre" || mode === "exit") && random.chance(0.4);
    return [
      `.changeset/${inPre ? "pre/" : ""}change-${index}.md`,
      changeset(lines.join(", "), `Change ${index}.`),
    ];
  });
  return Object.fromEntries(files) as Record<string, string>;
}
