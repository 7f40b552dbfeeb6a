import semver from "semver";
import { unreachable } from "../model/unreachable.ts";
import type { InternalDependency } from "../model/workspace.ts";
import { rangeInCatalog, type Catalogs } from "./catalogs.ts";

/** What a dependency asks for, once protocols are taken off. */
type Wish =
  /** The version that the workspace has, as it is or with `^` or `~` before it. */
  | { readonly kind: "current"; readonly prefix: "" | "^" | "~" }
  /** A range that the version step rewrites when the dependency is released. */
  | { readonly kind: "range"; readonly range: string; readonly inWorkspace: boolean }
  /** A range that stands elsewhere, in a catalog, or behind an alias: in the manifest nothing rewrites it. */
  | { readonly kind: "fixed"; readonly range: string }
  /** A tag, a URL, a folder: no version decides. */
  | { readonly kind: "other" };

/** The move of a dependency from one version to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Whether `dependency` held the version before the move, and does not hold the one after it. */
export function leavesRange(dependency: InternalDependency, move: Move, catalogs: Catalogs = {}): boolean {
  const wish = wishOf(dependency, catalogs);
  switch (wish.kind) {
    case "current":
      return !holds(`${wish.prefix}${move.from}`, move.to);
    case "range":
    case "fixed":
      return holds(wish.range, move.from) && !holds(wish.range, move.to);
    case "other":
      return false;
    default:
      return unreachable(wish);
  }
}

/** Whether the version that the workspace has is what `dependency` means, and no other one from the registry. */
export function meansWorkspace(
  dependency: InternalDependency,
  version: string,
  catalogs: Catalogs = {},
): boolean {
  const wish = wishOf(dependency, catalogs);
  if (wish.kind === "current") return true;
  if (wish.kind === "other") return /^(workspace|file|link|portal):/.test(dependency.range);
  return (wish.kind === "range" && wish.inWorkspace) || holds(wish.range, version);
}

export interface Packing {
  readonly catalogs?: Catalogs | undefined;
  /** A version step comes first: it rewrites the ranges of what it releases. */
  readonly rewrites: boolean;
}

/**
 * Whether the manifest that is packed for a released package admits its dependency at `version`. pnpm fills in the
 * bare `workspace:` ranges, the version step rewrites stated ones, and both leave aliases as they are. `catalogs` are those
 * that are packed from.
 */
export function admitsOncePacked(
  dependency: InternalDependency,
  version: string,
  { catalogs = {}, rewrites }: Packing,
): boolean {
  const wish = wishOf(dependency, catalogs);
  switch (wish.kind) {
    case "current":
    case "other":
      return true;
    case "range":
      return rewrites ? survivesRewriting(wish.range) : holds(wish.range, version);
    case "fixed":
      return holds(wish.range, version);
    default:
      return unreachable(wish);
  }
}

/** `>1.2.0` is rewritten to `>1.3.0`, which excludes the very version that it was rewritten for. */
function survivesRewriting(range: string): boolean {
  return !/^>(?!=)[^<|]*$/.test(range.trim());
}

/** What stands in the tarball of who needs a dependency that stays at `version`; undefined where no version decides. */
export function rangeOncePacked(
  dependency: InternalDependency,
  version: string,
  catalogs: Catalogs = {},
): string | undefined {
  const wish = wishOf(dependency, catalogs);
  if (wish.kind === "other") return undefined;
  return wish.kind === "current" ? `${wish.prefix}${version}` : wish.range;
}

function holds(range: string, version: string): boolean {
  return semver.satisfies(version, range);
}

function wishOf({ name, range }: InternalDependency, catalogs: Catalogs): Wish {
  if (range.startsWith("workspace:")) return wishInWorkspace(range.slice("workspace:".length));
  if (range.startsWith("catalog:")) return asFixed(rangeInCatalog(catalogs, range, name) ?? "");
  if (range.startsWith("npm:")) return asFixed(afterAlias(range.slice("npm:".length)));
  return semver.validRange(range) === null ? { kind: "other" } : { kind: "range", range, inWorkspace: false };
}

function wishInWorkspace(written: string): Wish {
  const wanted = /^@?[^@]+@/.test(written) ? afterAlias(written) : written;
  if (wanted === "*" || wanted === "") return { kind: "current", prefix: "" };
  if (wanted === "^" || wanted === "~") return { kind: "current", prefix: wanted };
  // What is no range is the folder of the dependency: pnpm packs its version.
  if (semver.validRange(wanted) === null) return { kind: "current", prefix: "" };
  // Behind an alias changesets does not find the range, so it stays as it is.
  return wanted === written ? { kind: "range", range: wanted, inWorkspace: true } : asFixed(wanted);
}

function asFixed(range: string): Wish {
  return range === "" || semver.validRange(range) === null ? { kind: "other" } : { kind: "fixed", range };
}

/** `@acme/codec@^1.0.0` to `^1.0.0`. */
function afterAlias(specifier: string): string {
  const at = specifier.indexOf("@", 1);
  return at < 0 ? "" : specifier.slice(at + 1);
}
