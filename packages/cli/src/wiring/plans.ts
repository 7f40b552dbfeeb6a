import {
  distTagsBy,
  planPublish,
  planRelease,
  problemsIn,
  type Catalogs,
  type PackageView,
  type ReleasePlan,
} from "@convoy/core";
import {
  catalogsAfter,
  distTagRules,
  laneMembership,
  refusedNames,
  releasedWorkspace,
  type Changes,
  type WorkspaceReading,
} from "@convoy/workspace";
import { refuseProblems } from "../answer.ts";
import { changesIn, type ChangesAsked } from "./changes.ts";
import { strategyOf, type Project } from "./project.ts";
import { expiring, snapshotFor, snapshotWish } from "./snapshots.ts";

export interface PlanOptions extends ChangesAsked {
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

/** The plan that the changesets, or the commits, ask for. Refuses a plan that could not be carried out. */
export async function planFromChanges(project: Project, options: PlanOptions): Promise<ChangesPlan> {
  const wish = snapshotWish(options, project);
  const reading = await project.read();
  const commit = await project.git.headCommit();
  const { request, planned, notes } = await snapshotFor(wish, commit, project);
  const read = await changesIn(project, reading, { ...options, snapshot: request });
  const changes = { ...read, notes: [...notes, ...read.notes] };
  const workspace = releasedWorkspace(reading, changes);
  const plan = planRelease({
    commit,
    strategy: strategyOf(project),
    workspace,
    bumps: expiring(changes.bumps, wish),
    ...(planned === undefined ? {} : { throwAway: planned }),
    groups: changes.groups,
    catalogs: reading.catalogs,
    dependents: changes.dependents,
    distTag: distTagsBy(distTagRules(reading, changes, options.tag)),
  });
  refuseWrong({ ...reading, ...workspace }, plan, catalogsAfter(reading.catalogs, changes.catalogMoves));
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
      lanes: laneMembership(
        reading.packages.map(({ name }) => name),
        project.config?.versions?.lanes,
      ),
      ...(options.tag === undefined ? {} : { override: options.tag }),
    }),
  });
  refuseWrong(reading, plan);
  return plan;
}

function refuseWrong(reading: WorkspaceReading, plan: ReleasePlan, after: Catalogs = reading.catalogs): void {
  const facts = {
    catalogs: reading.catalogs,
    catalogsAfter: after,
    refusedNames: refusedNames(reading),
    bundled: reading.bundled,
  };
  refuseProblems(problemsIn(plan, reading, facts));
}
