import type { ErrorDocument } from "@convoy/core";
import { tagName, type ReleaseGroup } from "./groups.ts";
import type { NxRelease, NxVersionData } from "./nx-types.ts";

/** What `convoy publish --request` reads. */
export interface PublishRequest {
  readonly format: 1;
  readonly groups: readonly (readonly string[])[];
  readonly tags: Readonly<Record<string, string>>;
  readonly made?: { readonly commit: boolean; readonly tags: readonly string[] };
  /** The release must not begin: only what was made for it is taken back. */
  readonly refuse?: ErrorDocument;
}

export interface RequestFacts {
  /** Projects in groups. */
  readonly scope: readonly (readonly string[])[];
  readonly release: NxRelease | undefined;
  readonly groups: readonly ReleaseGroup[] | undefined;
  readonly versions?: NxVersionData;
  /** Name and version in the manifest. */
  readonly packageOf: (project: string) => { readonly name: string; readonly version: string };
  /** HEAD is the commit of `nx release` that changed the versions. */
  readonly committed: boolean;
}

/**
 * Nx tags before it publishes, unless it is told not to: then the tags are ours to make, after success, under the names
 * that Nx would have given them. What Nx has made already is ours to take back, after a failure.
 */
export function requestFor(facts: RequestFacts): PublishRequest {
  const { scope, release, versions, committed, packageOf } = facts;
  const projects = scope.flat();
  const tagged = projects.flatMap((project) => {
    const tag = tagOf(facts, project);
    return tag === undefined ? [] : [[packageOf(project).name, tag] as const];
  });
  const request = {
    format: 1,
    groups: scope.map((group) => group.map((project) => packageOf(project).name)),
  } as const;
  if (!nxTags(release)) return { ...request, tags: Object.fromEntries(tagged), ...madeOf(committed, []) };
  // Only the command that has just versioned has just tagged: tags from before it are not this release's.
  const tags = versions === undefined ? [] : tagsByNx(facts, versions);
  return { ...request, tags: {}, ...madeOf(committed, tags) };
}

function madeOf(commit: boolean, tags: readonly string[]): Pick<PublishRequest, "made"> {
  return commit || tags.length > 0 ? { made: { commit, tags } } : {};
}

function nxTags(release: NxRelease | undefined): boolean {
  return (release?.git?.tag ?? release?.changelog?.git?.tag ?? release?.version?.git?.tag) !== false;
}

function tagOf({ groups = [], packageOf }: RequestFacts, project: string): string | undefined {
  const group = groups.find(({ projects }) => projects.includes(project));
  return group === undefined ? undefined : tagName(group, project, packageOf(project).version);
}

/** Also those of projects that are not published by us, or not at all: Nx tags whatever got a version. */
function tagsByNx({ groups = [] }: RequestFacts, versions: NxVersionData): readonly string[] {
  const tags = groups.flatMap((group) =>
    group.projects.flatMap((project) => {
      const version = versions[project]?.newVersion;
      return typeof version === "string" ? [tagName(group, project, version)] : [];
    }),
  );
  return [...new Set(tags)];
}
