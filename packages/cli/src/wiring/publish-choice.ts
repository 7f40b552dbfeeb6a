import { ReleaseError, type WorkspacePackage } from "@convoy/core";
import type { PreparedRefs } from "@convoy/engine";
import { resolve } from "node:path";
import { readRequest, type PublishRequest } from "../config/publish-request.ts";
import type { Project } from "./project.ts";

/** What `publish` is to publish, where it is not everything that the channel lacks. */
export interface PublishChoice {
  readonly request: PublishRequest;
  /** Package to the number of its group. */
  readonly turns: ReadonlyMap<string, number>;
  /** What the caller has made in git for this release. */
  readonly made?: PreparedRefs;
}

/** Reads the request and finds in git what it says that was made. Refuses names that are no package to publish. */
export async function chooseToPublish(project: Project, file: string): Promise<PublishChoice> {
  const request = await readRequest(resolve(project.host.cwd, file));
  const { tags, commit } = request.made ?? { commit: false, tags: [] };
  const made = commit || tags.length > 0 ? { made: await project.git.findMade({ commit, tags }) } : {};
  const turns = new Map(request.groups.flatMap((group, turn) => group.map((name) => [name, turn] as const)));
  return { request, turns, ...made };
}

/** Refuses what the caller has found out that must not begin. */
export function refuseAsAsked({ request: { refuse } }: PublishChoice): void {
  if (refuse !== undefined) throw ReleaseError.from(refuse);
}

/** Refuses names that are no package of the workspace that can be published. */
export function refuseUnknown({ turns }: PublishChoice, packages: readonly WorkspacePackage[]): void {
  const known = new Set(packages.filter((one) => !one.private).map(({ name }) => name));
  const unknown = [...turns.keys()].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new ReleaseError("PACKAGE_UNKNOWN", `no package to publish is called ${unknown.join(", ")}`, {
    hint: "A package to publish is one of the workspace whose manifest has a version and no `private`.",
  });
}
