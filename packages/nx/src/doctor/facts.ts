import type { Workspace } from "@convoy/core";

type Json = Readonly<Record<string, unknown>>;

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

/** A nested object, empty where there is none. */
export function section(json: Json, ...path: readonly string[]): Json {
  let found: unknown = json;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return isObject(found) ? found : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
