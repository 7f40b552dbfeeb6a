import type { PackedManifest } from "@convoy/core";
import type { PackLimits } from "./pack-limits.ts";
import type { Tarball } from "./read-tarball.ts";

/** What the rules look at. */
export interface PackedPackage {
  readonly name: string;
  /** The version of the plan. */
  readonly version: string;
  readonly tarball: Tarball;
  /** Null where there is none that can be read. */
  readonly manifest: PackedManifest | null;
  readonly limits: PackLimits;
  /** The registry that the release goes to, where that is known. */
  readonly registry?: string;
  /** `<package name>/<path>` of files that look secret and are not. */
  readonly allowed: ReadonlySet<string>;
}
