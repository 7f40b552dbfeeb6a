import type { Bump } from "../model/plan.ts";
import type { DependencyKind, Workspace, WorkspacePackage } from "../model/workspace.ts";
import { distTagsBy } from "./dist-tag.ts";
import type { PlanInput } from "./plan-release.ts";
import type { VersionBump } from "./version-bump.ts";

/** `dependencies` are drawn as `codec` or `codec:peerDependencies:^1.0.0`; bare ones are `workspace:^`. */
export interface DrawnPackage {
  readonly version?: string;
  readonly private?: boolean;
  readonly needs?: readonly string[];
}

export function workspaceOf(drawn: Readonly<Record<string, DrawnPackage>>): Workspace {
  return { root: "/work", packages: Object.entries(drawn).map(([name, one]) => packageOf(name, one)) };
}

function packageOf(
  name: string,
  { version = "1.0.0", needs = [], private: isPrivate = false }: DrawnPackage,
): WorkspacePackage {
  const dependencies = needs.map((need) => {
    const [on = "", kind = "dependencies", ...range] = need.split(":");
    return { name: on, kind: kind as DependencyKind, range: range.join(":") || "workspace:^" };
  });
  return { name, dir: `packages/${name}`, version, private: isPrivate, dependencies };
}

/** `codec 1.0.0 -> 1.1.0 minor, by brave-cats as minor`, with as many changesets as there are. */
function bumpOf(drawing: string): VersionBump {
  const [move = "", ...causes] = drawing.split(", by ");
  const [name = "", from = "", , to = "", bump = ""] = move.split(" ");
  const changesets = causes.map((cause) => {
    const [id = "", asks = ""] = cause.split(" as ");
    return { id, bump: asks as Bump };
  });
  return { name, from, to, bump: bump as Bump, changesets };
}

export function inputOf(
  workspace: Workspace,
  bumps: readonly string[],
  more: Partial<PlanInput> = {},
): PlanInput {
  const distTag = distTagsBy({});
  return { commit: "c0ffee", strategy: "staged", workspace, bumps: bumps.map(bumpOf), distTag, ...more };
}
