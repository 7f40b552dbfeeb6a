import {
  affectedBy,
  packageFinder,
  type AffectedPackage,
  type ExtraEdges,
  type Workspace,
} from "@convoy/core";
import type { AffectedProject } from "@convoy/nx";
import { childEnvironment } from "@convoy/workspace";
import type { Project } from "./project.ts";

export interface Affected {
  /** The commit that the changes are counted from. */
  readonly since: string;
  readonly packages: readonly AffectedPackage[];
  /** Worth a line: the workspace has an nx.json, and was not asked by it. */
  readonly note?: string;
}

/**
 * The packages that the commits since `ref` touch, with what is not committed yet, and all that depend on them: by
 * the graph of Nx where the workspace has one, and else by the folders of the files and the manifests.
 */
export async function affectedSince({ host, root, git, read }: Project, ref: string): Promise<Affected> {
  const reading = await read();
  const [base, head, files] = await Promise.all([git.resolve(ref), git.headCommit(), git.changedFiles(ref)]);
  // Nx is a matter of this verb and its like; the others start without its room.
  const { readNxAffected } = await import("@convoy/nx");
  const env = childEnvironment(host.env);
  const nx = await readNxAffected({ root, base, head, files, env });
  if (nx.kind === "without-nx") {
    const packages = affectedBy(reading, packageFinder(reading)(files));
    if (nx.reason === "no-nx-json") return { since: base, packages };
    return {
      since: base,
      packages,
      note: "There is an nx.json, and nx is not installed: the manifests were asked instead.",
    };
  }
  return { since: base, packages: affectedByNx(reading, nx.projects) };
}

function affectedByNx(
  workspace: Workspace,
  projects: readonly AffectedProject[],
): readonly AffectedPackage[] {
  const names = new Map(workspace.packages.map(({ dir, name }) => [dir, name]));
  const changed = projects.filter((project) => project.changed).flatMap(({ root }) => names.get(root) ?? []);
  return affectedBy(workspace, changed, edgesOf(projects, names));
}

/** The edges of Nx between packages. A project that is no package is looked through to what it depends on. */
function edgesOf(projects: readonly AffectedProject[], names: ReadonlyMap<string, string>): ExtraEdges {
  const byName = new Map(projects.map((project) => [project.name, project]));
  const packagesBehind = (project: AffectedProject, seen: Set<string>): readonly string[] =>
    project.dependsOn.flatMap((dependency) => {
      const behind = byName.get(dependency);
      if (behind === undefined || seen.has(dependency)) return [];
      seen.add(dependency);
      const name = names.get(behind.root);
      return name === undefined ? packagesBehind(behind, seen) : [name];
    });
  return new Map(
    projects.flatMap((project) => {
      const name = names.get(project.root);
      return name === undefined ? [] : [[name, packagesBehind(project, new Set())] as const];
    }),
  );
}
