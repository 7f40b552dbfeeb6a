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
}

/** The same world for the same seed. */
export function generatedWorld(seed: number): GeneratedWorld {
  const random = randomFrom(seed);
  const mode = random.pick<Mode>(["plain", "plain", "plain", "pre", "exit", "snapshot"]);
  const names = random.shuffled(["a", "b", "c", "d", "e", "f", "g", "h"].slice(0, random.whole(2, 8)));
  const scoped = names.map((name) => (random.chance(0.5) ? `@acme/${name}` : name));
  const versioned = scoped.filter(() => random.chance(0.95));
  const versions = new Map(versioned.map((name) => [name, versionFor(random, mode)]));
  const cast: Cast = { random, mode, names: scoped, versions };
  const manifests = scoped.map((name, index) => [
    `packages/${folderOf(name)}/package.json`,
    manifestOf(cast, name, index),
  ]);
  return {
    files: {
      "package.json": {
        name: "root",
        version: "0.0.0",
        private: true,
        devDependencies: someOf(cast, scoped, 0.2),
      },
      "pnpm-workspace.yaml": "packages: ['packages/*']\n",
      ".changeset/config.json": configOf(cast),
      ...preState(cast),
      ...changesetsOf(cast),
      ...(Object.fromEntries(manifests) as Record<string, unknown>),
    },
    names: scoped,
    snapshot: mode === "snapshot" ? "canary" : null,
  };
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
  const { random, names, versions } = cast;
  const [before, all] = [names.slice(0, index), names];
  const isPrivate = !versions.has(name) || random.chance(0.2);
  return {
    name,
    version: versions.get(name),
    ...(isPrivate ? { private: true } : {}),
    dependencies: { semver: "^7.0.0", ...someOf(cast, before, 0.3) },
    peerDependencies: someOf(cast, before, 0.15),
    optionalDependencies: someOf(cast, before, 0.1),
    devDependencies: someOf(cast, all, 0.15),
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

function configOf({ random, names }: Cast): Record<string, unknown> {
  const [first, second] = [random.shuffled(names), random.shuffled(names)];
  const fixed = random.chance(0.3) ? [first.slice(0, 2)] : [];
  const linked = random.chance(0.3) ? [first.slice(2, 5)].filter((group) => group.length > 0) : [];
  return {
    changelog: random.chance(0.5) ? false : "@changesets/cli/changelog",
    commit: false,
    baseBranch: "main",
    fixed,
    linked,
    ignore: random.chance(0.25) ? second.slice(0, 1) : [],
    updateInternalDependencies: random.pick(["patch", "minor"]),
    privatePackages: random.pick<unknown>([
      false,
      { version: true, tag: false },
      { version: false, tag: false },
    ]),
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

function changesetsOf({ random, mode, names }: Cast): Record<string, string> {
  const files = Array.from({ length: random.whole(mode === "exit" ? 0 : 1, 4) }, (_, index) => {
    const chosen = random.shuffled(names).slice(0, random.whole(1, 3));
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
