import type { Config, NewChangeset, Packages, ReleasePlan } from "@changesets/types";
import { ReleaseError, type VersionBump } from "@convoy/core";
import semver from "semver";
import type { WorkspaceReading } from "../packages/read-workspace.ts";
import type { Changes } from "./changes.ts";
import { AFFECTED, affectedChangesets } from "./affected-changesets.ts";
import { assemble, type Assemble, type Ingredients } from "./assemble.ts";
import { assembleWithBreakingPeers } from "./breaking-peers.ts";
import { changesetsOfCommits, insteadOf } from "./commit-changesets.ts";
import { assembleInLanes, type Lanes } from "./lanes/assemble-in-lanes.ts";
import { laneFiles } from "./lanes/lane-files.ts";
import { laneMembership, refuseSplitGroups } from "./lanes/lane-membership.ts";
import { readLaneStore } from "./lanes/lane-store.ts";
import { lookOutside, type Outside } from "./lanes/outsiders.ts";
import { refuseMixedModes } from "./mixed-modes.ts";
import { isOwn, withoutOwn } from "./own-changesets.ts";
import type { VersionRules } from "./version-rules.ts";
import { readChangesetFiles } from "./changeset-files.ts";
import { movedCatalogs } from "./moved-catalogs.ts";
import { readPreState, type ReadPreState } from "./pre-state.ts";
import { quietly } from "./quietly.ts";
import { readConfig } from "./read-config.ts";
import { onlyInternal } from "./only-internal.ts";
import type { ReadChangesOptions } from "./read-changes.ts";
import { skippedPackages } from "./skipped-packages.ts";

/** See `readChanges`. */
export async function workOutChanges(
  reading: WorkspaceReading,
  options: ReadChangesOptions = {},
): Promise<Changes> {
  const { snapshot, commits, rules = {} } = options;
  const packages = onlyInternal(reading.manifests);
  const { config, notes } = readConfig(packages, { orDefault: commits !== undefined });
  const pre = readPreState(reading.root);
  const skipped = skippedPackages(reading, config);
  const lanes = snapshot === undefined ? lanesOf(reading, rules, { config, skipped }) : undefined;
  refuseMixedModes(pre?.state, { snapshot, lanes, commits });
  const files = movedByPreMode(await readChangesetFiles(reading.root), pre);
  const changesets = commits === undefined ? files : insteadOf(files, changesetsOfCommits(commits, skipped));
  refuseUnknownPackages(changesets, reading);
  refuseInvalidVersions(reading, skipped);
  const chosen = snapshot?.affected
    ? affectedChangesets(snapshot.affected, changesets, { reading, skipped })
    : changesets;
  const ingredients: Ingredients = { changesets: chosen, config: asRuled(config, rules), pre, snapshot };
  const { result, said } = quietly(() => planOf(packages, ingredients, { rules, lanes, skipped }));
  const { plan, untouched } = result;
  const laneOf = lanes?.laneOf ?? new Map<string, string>();
  return {
    bumps: bumpsOf(plan, reading),
    groups: [...config.fixed, ...config.linked],
    dependents: config.___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH.updateInternalDependents,
    preTag: pre?.state.mode === "pre" ? pre.state.tag : null,
    snapshot: snapshot ?? null,
    skipped,
    catalogMoves: movedCatalogs(reading, plan.releases, { ...ingredients, laneOf }),
    changelogReasons: rules.changelogReasons ?? false,
    lanes: laneOf,
    laneFiles: lanes === undefined ? [] : laneFiles(packages, plan, lanes),
    untouched,
    notes: [...new Set([...notes, ...said])].filter(isWorthANote),
    plan,
    config: ingredients.config,
    preMigration: pre?.released ?? null,
  };
}

/** changesets takes what stands in a catalog for a range that the workspace does not satisfy. */
function isWorthANote(line: string): boolean {
  return !/ vs catalog:\S*$/.test(line);
}

interface Situation {
  readonly rules: VersionRules;
  readonly lanes: Lanes | undefined;
  readonly skipped: ReadonlySet<string>;
}

function planOf(packages: Packages, ingredients: Ingredients, { rules, lanes, skipped }: Situation): Outside {
  const isBreaking = rules.peerDependents === "breaking" && ingredients.snapshot === undefined;
  const method: Assemble = isBreaking ? assembleWithBreakingPeers : assemble;
  if (lanes === undefined) return { plan: withoutOwn(method(packages, ingredients)), untouched: new Map() };
  const plan = withoutOwn(assembleInLanes(method, packages, { ingredients, lanes }));
  return lookOutside(packages, plan, { laneOf: lanes.laneOf, skipped });
}

/** The lanes, and what they have kept; undefined where there is neither. What is skipped is in none. */
function lanesOf(
  { root, packages }: WorkspaceReading,
  rules: VersionRules,
  { config, skipped }: { readonly config: Config; readonly skipped: ReadonlySet<string> },
): Lanes | undefined {
  const names = packages.map(({ name }) => name);
  const all = laneMembership(names, rules.lanes);
  const laneOf = new Map([...all].filter(([name]) => !skipped.has(name)));
  const { changesets, entered } = readLaneStore(root);
  if (laneOf.size === 0 && Object.keys(entered).length === 0) return undefined;
  refuseSplitGroups(laneOf, config);
  const known = new Set(names);
  const kept = changesets.map((one) => ({
    ...one,
    releases: one.releases.filter(({ name }) => known.has(name)),
  }));
  return { laneOf, store: { changesets: kept, entered } };
}

/** A peer range that still holds is no reason to rewrite it, where to leave it is a breaking change. */
function asRuled(config: Config, { peerDependents }: VersionRules): Config {
  if (peerDependents !== "breaking") return config;
  const unsafe = config.___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH;
  return {
    ...config,
    ___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH: {
      ...unsafe,
      onlyUpdatePeerDependentsWhenOutOfRange: true,
    },
  };
}

function bumpsOf(plan: ReleasePlan, { packages }: WorkspaceReading): readonly VersionBump[] {
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  const asked = plan.changesets.filter(({ id }) => id !== AFFECTED);
  const affected = new Set(
    plan.changesets
      .filter((one) => !asked.includes(one))
      .flatMap(({ releases }) => releases.map(({ name }) => name)),
  );
  return plan.releases.flatMap(({ name, type, newVersion }): VersionBump[] => {
    const from = versions.get(name);
    if (from === undefined || newVersion === undefined) return [];
    const bump = { name, from, to: newVersion, bump: type, changesets: changesetsFor(name, asked) };
    return [affected.has(name) ? { ...bump, affected: true } : bump];
  });
}

function changesetsFor(name: string, changesets: readonly NewChangeset[]): VersionBump["changesets"] {
  return changesets.flatMap(({ id, releases }) =>
    isOwn(id)
      ? []
      : releases.filter((release) => release.name === name).map(({ type }) => ({ id, bump: type })),
  );
}

/** Those that pre mode has released are known by their folder, which is read after the others, by name. */
function movedByPreMode(
  changesets: readonly NewChangeset[],
  pre: ReadPreState | undefined,
): readonly NewChangeset[] {
  if (!pre?.released) return changesets;
  const { released } = pre;
  const moved = changesets.map((one) => (released.has(one.id) ? { ...one, id: `pre/${one.id}` } : one));
  const isPre = ({ id }: NewChangeset): boolean => id.startsWith("pre/");
  const byName = (a: NewChangeset, b: NewChangeset): number => (`${a.id}.md` < `${b.id}.md` ? -1 : 1);
  return [...moved.filter((one) => !isPre(one)), ...moved.filter(isPre).toSorted(byName)];
}

function refuseUnknownPackages(changesets: readonly NewChangeset[], { packages }: WorkspaceReading): void {
  const known = new Set(packages.map(({ name }) => name));
  const unknown = changesets.flatMap(({ id, releases }) =>
    releases
      .filter(({ name }) => !known.has(name))
      .map(({ name }) => `.changeset/${id}.md: ${name} is no package of this workspace`),
  );
  if (unknown.length === 0) return;
  throw new ReleaseError("CHANGESET_UNKNOWN_PACKAGE", unknown.join("\n"), {
    hint: "Correct the names, or take these lines out.",
  });
}

/** changesets counts upwards from the version in the manifest, and from none it cannot. */
function refuseInvalidVersions({ packages }: WorkspaceReading, skipped: ReadonlySet<string>): void {
  const invalid = packages.filter(
    ({ name, version }) => !skipped.has(name) && semver.valid(version) === null,
  );
  if (invalid.length === 0) return;
  const message = invalid.map(
    ({ name, dir, version }) =>
      `${dir}/package.json: ${name} is at ${JSON.stringify(version)}, which is no version`,
  );
  throw new ReleaseError("PLAN_VERSION_INVALID", message.join("\n"), {
    hint: "Write a version such as 1.2.3.",
  });
}
