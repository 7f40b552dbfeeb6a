import {
  distTagsBy,
  planPublish,
  planRelease,
  problemsIn,
  type PackageView,
  type ReleasePlan,
} from "@convoy/core";
import {
  distTagRules,
  readChanges,
  refusedNames,
  type Changes,
  type WorkspaceReading,
} from "@convoy/workspace";
import { refuseProblems } from "../answer.ts";
import { strategyOf, type Project } from "./project.ts";
import { expiring, snapshotFor, snapshotWish } from "./snapshots.ts";

export interface PlanOptions {
  /** The dist-tag for all packages. */
  readonly tag?: string;
  /** A snapshot release under this name. */
  readonly snapshot?: string;
  /** Of a snapshot: the packages that the commits since this ref reach, in the place of those with changesets. */
  readonly since?: string;
  /** Of a snapshot: how long it is meant to stay, as `14d`. */
  readonly expires?: string;
}

/** A plan with the changesets that it comes from. */
export interface ChangesPlan {
  readonly plan: ReleasePlan;
  readonly changes: Changes;
}

/** The plan that the changesets ask for. Refuses a plan that could not be carried out. */
export async function planFromChanges(project: Project, options: PlanOptions): Promise<ChangesPlan> {
  const wish = snapshotWish(options, project);
  const reading = await project.read();
  const commit = await project.git.headCommit();
  const { request, planned, notes } = await snapshotFor(wish, commit, project);
  const read = await readChanges(reading, request ? { snapshot: request } : {});
  const changes = { ...read, notes: [...notes, ...read.notes] };
  const plan = planRelease({
    commit,
    strategy: strategyOf(project),
    workspace: reading,
    bumps: expiring(changes.bumps, wish),
    ...(planned === undefined ? {} : { throwAway: planned }),
    groups: changes.groups,
    catalogs: reading.catalogs,
    dependents: changes.dependents,
    distTag: distTagsBy(distTagRules(reading, changes, options.tag)),
  });
  refuseWrong(reading, plan);
  return { plan, changes };
}

/** The plan of what the manifests have and the channel lacks. */
export async function planFromManifests(
  project: Project,
  channel: ReadonlyMap<string, PackageView>,
  options: Pick<PlanOptions, "tag"> & { readonly turns?: ReadonlyMap<string, number> },
): Promise<ReleasePlan> {
  const reading = await project.read();
  const plan = planPublish({
    commit: await project.git.headCommit(),
    strategy: strategyOf(project),
    workspace: reading,
    channel,
    ...(options.turns === undefined ? {} : { turns: options.turns }),
    distTag: distTagsBy({
      configured: reading.configuredTags,
      ...(options.tag === undefined ? {} : { override: options.tag }),
    }),
  });
  refuseWrong(reading, plan);
  return plan;
}

function refuseWrong(reading: WorkspaceReading, plan: ReleasePlan): void {
  const facts = { catalogs: reading.catalogs, refusedNames: refusedNames(reading), bundled: reading.bundled };
  refuseProblems(problemsIn(plan, reading, facts));
}
