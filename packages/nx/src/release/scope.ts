import { inPublishOrder, type ReleaseGroup } from "./groups.ts";
import type { NxProjectGraph, NxVersionData } from "./nx-types.ts";

export interface ScopeQuestion {
  /** The projects of this run of tasks, whose turn it is. */
  readonly now: readonly string[];
  /** What `nx release` has versioned before; absent under a plain `nx release publish`. */
  readonly versions?: NxVersionData;
  /** The arguments of the command, as far as they are known: `release publish --groups=core`. */
  readonly command?: readonly string[];
  readonly groups?: readonly ReleaseGroup[];
  readonly graph: NxProjectGraph;
  /** Whether the project is published by us. */
  readonly ours: (project: string) => boolean;
}

/**
 * All that this command is going to publish, in the order of its groups: the run that is under way, and the later ones
 * as far as it is sure that they come. What is not sure is left to its own run, and is a release of its own.
 */
export function scopeOf(question: ScopeQuestion): readonly (readonly string[])[] {
  const now = question.now.filter((project) => published(question, project));
  const taken = new Set(question.now);
  const later = laterGroups(question).map(({ projects }) =>
    projects.filter(
      (project) => !taken.has(project) && question.ours(project) && published(question, project),
    ),
  );
  return [now, ...later.filter((projects) => projects.length > 0)];
}

/** Under `nx release` only what got a new version is published; the rest of a group is passed over. */
function published({ versions }: ScopeQuestion, project: string): boolean {
  return versions === undefined || typeof versions[project]?.newVersion === "string";
}

function laterGroups({ versions, command, groups = [], graph }: ScopeQuestion): readonly ReleaseGroup[] {
  const ordered = inPublishOrder(groups, graph);
  if (versions !== undefined) return ordered;
  if (command === undefined || command.slice(0, 2).join(" ") !== "release publish") return [];
  if (valuesOf(command, ["--projects", "-p"]).length > 0) return [];
  const named = valuesOf(command, ["--groups", "--group", "-g"]);
  return named.length === 0 ? ordered : ordered.filter(({ name }) => named.includes(name));
}

/** The values of an option, written `--name=a,b` or `--name a`. */
function valuesOf(args: readonly string[], names: readonly string[]): readonly string[] {
  return args.flatMap((arg, at) => {
    const [name = "", value = args[at + 1] ?? ""] = arg.split("=");
    return names.includes(name) ? value.split(",") : [];
  });
}
