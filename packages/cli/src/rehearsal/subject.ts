import type { Workspace, WorkspacePackage } from "@convoy/core";
import { planFromChanges, type PlanOptions } from "../wiring/plans.ts";
import type { Project } from "../wiring/project.ts";
import type { Subject } from "./channel-now.ts";

/** What there is to rehearse. */
export interface RehearsalSubject extends Subject {
  /** Where no changeset asks for a release, what is left to do is to publish the versions of the manifests. */
  readonly verb: "release" | "publish";
  /** The branch that releases are made from, by the settings of changesets. */
  readonly baseBranch: string;
}

/** Decided from the repository alone. Refuses a plan that could not be carried out. */
export async function subjectOf(project: Project, options: PlanOptions): Promise<RehearsalSubject> {
  const { plan, changes } = await planFromChanges(project, options);
  const reading = await project.read();
  const publishable = reading.packages.filter((one) => !one.private);
  const { baseBranch } = changes.config;
  const planned = plan.releases.filter(({ publish }) => publish !== false);
  if (plan.releases.length === 0) {
    const versions = new Map(publishable.map(({ name, version }) => [name, version]));
    return { verb: "publish", baseBranch, packages: publishable, versions };
  }
  return {
    verb: "release",
    baseBranch,
    packages: withNeeds(reading, new Set(planned.map(({ name }) => name))),
    versions: new Map(planned.map(({ name, to }) => [name, to])),
  };
}

/** These packages, and all of the workspace that an install of them takes along. */
function withNeeds({ packages }: Workspace, chosen: ReadonlySet<string>): readonly WorkspacePackage[] {
  const byName = new Map(packages.map((one) => [one.name, one]));
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const { kind, name: needed } of byName.get(name)?.dependencies ?? [])
      if (kind !== "devDependencies") add(needed);
  };
  for (const name of chosen) add(name);
  return packages.filter((one) => wanted.has(one.name) && !one.private);
}
