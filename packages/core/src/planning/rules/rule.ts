import type { ErrorDocument } from "../../model/error.ts";
import type { PlannedRelease, ReleasePlan } from "../../model/plan.ts";
import type { Workspace, WorkspacePackage } from "../../model/workspace.ts";
import type { Catalogs } from "../catalogs.ts";

/** What is wrong with a plan: code, the thing at fault, and how to mend it. */
export type Problem = ErrorDocument;

/** What the rules need to know beside the plan and the workspace. */
export interface PlanFacts {
  readonly catalogs?: Catalogs;
  /** The catalogs as the version step leaves them. Default: as they are. */
  readonly catalogsAfter?: Catalogs;
  /** Package to why npm would refuse its name. */
  readonly refusedNames?: ReadonlyMap<string, string>;
  /** Package to the dependencies that its tarball brings along (`bundledDependencies`). */
  readonly bundled?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What every rule looks at. */
export interface PlanView {
  readonly plan: ReleasePlan;
  readonly workspace: Workspace;
  /** The releases that go to the channel. */
  readonly published: readonly PlannedRelease[];
  readonly releases: ReadonlyMap<string, PlannedRelease>;
  readonly packages: ReadonlyMap<string, WorkspacePackage>;
  readonly facts: PlanFacts;
}

export type Rule = (view: PlanView) => readonly Problem[];
