import type { PackageReport } from "@convoy/core";
import { clean } from "./clean.ts";
import { tallyOf } from "./outcomes.ts";
import { paletteOf, type Palette, type TextStyle } from "./style.ts";
import { count, someOf } from "./words.ts";

/** A release as `status --json` shows it. */
export interface ReleaseStatus {
  readonly id: string;
  /** `PLANNED` … `DONE`, `ABORTING`, `ABORTED`. */
  readonly state: string;
  readonly strategy: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Who runs it, or ran it last. */
  readonly holder: string | null;
  readonly packages: readonly PackageReport[];
  readonly tags: readonly string[];
  readonly commit: string | null;
  /** The one command that ends it; null when it has ended. */
  readonly next: string | null;
}

export interface StatusDocument {
  readonly format: 1;
  readonly releases: readonly ReleaseStatus[];
}

/** The answer of `status`: one block a release. */
export function statusText(status: StatusDocument, style: TextStyle = {}): string {
  if (status.releases.length === 0) return "No release is recorded in this repository.";
  const paint = paletteOf(style);
  return status.releases.map((release) => blockOf(release, paint)).join("\n\n");
}

function blockOf(release: ReleaseStatus, paint: Palette): string {
  const state = paintState(release, paint)(clean(release.state));
  const facts = [
    ["started", `${clean(release.startedAt)}, ${clean(release.strategy)}`],
    ["holder", clean(release.holder ?? "")],
    ["packages", tallyOf(release.packages)],
    ["tags", release.tags.length === 0 ? "" : `${release.tags.length}: ${someOf(release.tags, 3)}`],
    ["commit", clean(release.commit ?? "")],
    ["next", release.next === null ? "" : paint.name(clean(release.next))],
  ];
  const lines = facts
    .filter(([, fact]) => fact !== "")
    .map(([label = "", fact]) => `  ${label.padEnd(10)}${fact}`);
  return [`${paint.heading(clean(release.id))} ${state}`, ...lines, ...failuresOf(release)].join("\n");
}

function paintState({ state, next }: ReleaseStatus, paint: Palette): (text: string) => string {
  if (state === "DONE") return paint.good;
  return next === null ? paint.aside : paint.warning;
}

function failuresOf({ packages }: ReleaseStatus): readonly string[] {
  const failed = packages.filter(({ outcome }) => outcome === "failed");
  const lines = failed.slice(0, 10).map(({ name, version, reason }) => {
    return `  ✗ ${clean(name)} ${clean(version)}${reason === undefined ? "" : `: ${clean(reason)}`}`;
  });
  return failed.length > 10 ? [...lines, `  ✗ and ${count(failed.length - 10, "more package")}`] : lines;
}
