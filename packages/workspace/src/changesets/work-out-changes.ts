import type { NewChangeset, PreState, ReleasePlan } from "@changesets/types";
import { ReleaseError, type VersionBump } from "@convoy/core";
import semver from "semver";
import type { WorkspaceReading } from "../packages/read-workspace.ts";
import type { Changes, SnapshotRequest } from "./changes.ts";
import { AFFECTED, affectedChangesets } from "./affected-changesets.ts";
import { assemble } from "./assemble.ts";
import { readChangesetFiles } from "./changeset-files.ts";
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
  const packages = onlyInternal(reading.manifests);
  const { config, notes } = readConfig(packages);
  const pre = readPreState(reading.root);
  const changesets = movedByPreMode(await readChangesetFiles(reading.root), pre);
  const { snapshot } = options;
  refuseSnapshotInPreMode(pre?.state, snapshot);
  refuseUnknownPackages(changesets, reading);
  const skipped = skippedPackages(reading, config);
  refuseInvalidVersions(reading, skipped);
  const chosen = snapshot?.affected
    ? affectedChangesets(snapshot.affected, changesets, { reading, skipped })
    : changesets;
  const { result: plan, said } = quietly(() =>
    assemble(packages, { changesets: chosen, config, pre, snapshot }),
  );
  return {
    bumps: bumpsOf(plan, reading),
    groups: [...config.fixed, ...config.linked],
    dependents: config.___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH.updateInternalDependents,
    preTag: pre?.state.mode === "pre" ? pre.state.tag : null,
    snapshot: snapshot ?? null,
    skipped,
    notes: [...new Set([...notes, ...said])],
    plan,
    config,
    preMigration: pre?.released ?? null,
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
    releases.filter((release) => release.name === name).map(({ type }) => ({ id, bump: type })),
  );
}

/** Those that pre mode has released already are known by their folder. */
function movedByPreMode(
  changesets: readonly NewChangeset[],
  pre: ReadPreState | undefined,
): readonly NewChangeset[] {
  return changesets.map((one) => (pre?.released?.has(one.id) ? { ...one, id: `pre/${one.id}` } : one));
}

function refuseSnapshotInPreMode(pre: PreState | undefined, snapshot: SnapshotRequest | undefined): void {
  if (pre?.mode !== "pre" || snapshot === undefined) return;
  throw new ReleaseError("SNAPSHOT_IN_PRE_MODE", `a snapshot cannot be made in pre mode (${pre.tag})`, {
    hint: "Run `changeset pre exit` first.",
  });
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
