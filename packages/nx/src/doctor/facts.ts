import type { Json, Workspace } from "@convoy/core";

/** What the rules look at. */
export interface NxFacts {
  readonly nxJson: Json;
  /** Of the root manifest. */
  readonly scripts: Readonly<Record<string, string>>;
  /** `nx-release-publish` where a project configures it itself: file to its `dependsOn`. */
  readonly publishTargets: ReadonlyMap<string, readonly unknown[]>;
  readonly workspace: Workspace;
  /** Whether @nx/js is installed, which infers the stock executor. */
  readonly nxJs: boolean;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
