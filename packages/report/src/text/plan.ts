import {
  changesetInWords,
  type PlannedRelease,
  type Reason,
  type ReleasePlan,
  unreachable,
} from "@convoy/core";
import { clean } from "./clean.ts";
import { mermaid } from "./mermaid.ts";
import { paletteOf, type Palette, type TextStyle } from "./style.ts";
import { table } from "./table.ts";
import { count, someOf } from "./words.ts";

// Cells stay readable in a terminal; the whole of it is in `plan --json`.
const MOST_IN_A_CELL = 3;

/** The plan as a table: package, from and to, why, and what it waits for; then the totals. */
export function planText(plan: ReleasePlan, style: TextStyle = {}): string {
  if (plan.releases.length === 0) return "Nothing to release.";
  const paint = paletteOf(style);
  const heading = ["Package", "From", "To", "Why", "Waits for"].map(paint.aside);
  const rows = plan.releases.map((release) => rowOf(release, paint));
  const title = paint.heading(`Plan for ${count(plan.releases.length, "package")}`);
  return [
    `${title}, made from commit ${clean(plan.commit).slice(0, 12)}`,
    "",
    ...table([heading, ...rows]),
    "",
    totalsOf(plan),
  ].join("\n");
}

function rowOf(release: PlannedRelease, paint: Palette): readonly string[] {
  const from = release.from === release.to ? "" : clean(release.from);
  const notes = [
    release.distTag === "latest" ? "" : `@${clean(release.distTag)}`,
    release.publish === false ? "(private)" : "",
  ];
  return [
    [paint.name(clean(release.name)), ...notes.filter((note) => note !== "").map(paint.warning)].join(" "),
    from,
    clean(release.to),
    whyOf(release),
    release.after.length === 0 ? "-" : someOf(release.after, MOST_IN_A_CELL),
  ];
}

function whyOf(release: PlannedRelease): string {
  const bump = release.bump === "none" || release.from === release.to ? "" : `${release.bump}: `;
  return (
    bump +
    someOf(
      release.because.map((reason) => reasonText(reason, release.name)),
      MOST_IN_A_CELL,
    )
  );
}

export function reasonText(reason: Reason, own: string): string {
  switch (reason.kind) {
    case "change":
      return changesetInWords(reason.changeset);
    case "dependency":
      return `needs ${reason.name}`;
    case "group":
      return `moves with ${someOf(
        reason.group.filter((name) => name !== own),
        1,
      )}`;
    case "unpublished":
      return "not in the channel";
    case "affected":
      return "affected";
    default:
      return unreachable(reason);
  }
}

export function totalsOf(plan: ReleasePlan): string {
  const hidden = plan.releases.filter((release) => release.publish === false).length;
  const published = `${count(plan.releases.length - hidden, "package")} to publish`;
  const versioned = hidden === 0 ? "" : `, ${hidden} private (versioned, never published)`;
  const { depth, requests } = plan.estimate;
  return `${published}${versioned}. Longest chain of dependencies: ${depth}. About ${count(requests, "registry request")}.`;
}

/** The plan as a Mermaid flow chart: each package with its new version, and the packages that it waits for. */
export function planMermaid(plan: ReleasePlan): string {
  return mermaid(
    plan.releases.map((release) => ({
      key: release.name,
      label: `${release.name} ${release.to}${release.publish === false ? " (private)" : ""}`,
      edges: release.after,
    })),
  );
}
