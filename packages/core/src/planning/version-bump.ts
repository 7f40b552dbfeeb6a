import semver from "semver";
import type { Bump } from "../model/plan.ts";

/** A package that the changesets move, and where to. */
export interface VersionBump {
  readonly name: string;
  /** The version in the manifest. */
  readonly from: string;
  readonly to: string;
  readonly bump: Bump;
  /** The changesets that name the package, with the bump that each asks for it. */
  readonly changesets: readonly { readonly id: string; readonly bump: Bump }[];
  /** It moves because commits reach it, whether changesets ask for it or not. */
  readonly affected?: true;
}

const RANKS: Readonly<Record<Bump, number>> = { none: 0, patch: 1, minor: 2, major: 3 };

/** Below zero when `a` is the smaller bump. */
export function compareBumps(a: Bump, b: Bump): number {
  return RANKS[a] - RANKS[b];
}

/** What a breaking change asks for: a minor below 1.0.0, since to leave 0.x is a decision of its own. */
export function breakingBump(version: string): "major" | "minor" {
  return semver.parse(version)?.major === 0 ? "minor" : "major";
}
