import { clean, cleanLines } from "../text/clean.ts";
import { failuresOf, leftovers, waysOutText } from "../text/leftovers.ts";
import { tallyOf } from "../text/outcomes.ts";
import { paletteOf, type Palette, type TextStyle } from "../text/style.ts";
import { table } from "../text/table.ts";
import { count, duration, someOf } from "../text/words.ts";
import { isTurnedBack, reportOf, type AuditedPackage, type ReleaseAudit } from "./audit.ts";
import { factsOf } from "./facts.ts";
import { toldMoments } from "./moments.ts";
import { distTagWords, outcomeWords, whyOf, worstFirst } from "./package-words.ts";
import { ONLY_IF_GONE, verdictOf, type Tone } from "./verdict.ts";

// A terminal shows so many at a glance; the page and `--json` have all.
const MOST_CHANGES = 20;
const MOST_REASONS = 2;

/** A release from its record: how it stands, the facts, each package, when what happened, what has changed. */
export function auditText(audit: ReleaseAudit, style: TextStyle = {}): string {
  const paint = paletteOf(style);
  const { tone, lead, rest } = verdictOf(audit);
  const report = reportOf(audit);
  const sections = [
    [
      paint.heading(`Release ${clean(audit.id)}`),
      `${painterOf(tone, paint)(`${MARKS[tone]} ${lead}`)} ${rest}`,
      ...(tone === "bad" ? failuresOf(report, style) : []),
    ],
    audit.outcome === "unfinished" ? leftWhere(audit, style) : [],
    factsOf(audit).map(([label, fact]) => `  ${label.padEnd(12)}${fact}`),
    packagesText(audit, paint),
    momentsText(audit, paint),
    changesText(audit, paint),
    audit.next === null || audit.outcome === "unfinished"
      ? []
      : [`This clone has yet to follow: ${paint.name(clean(audit.next))}`],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const MARKS: Readonly<Record<Tone, string>> = { good: "✓", bad: "✗", back: "✓", open: "…" };

function painterOf(tone: Tone, paint: Palette): (text: string) => string {
  return { good: paint.good, bad: paint.bad, back: paint.good, open: paint.warning }[tone];
}

function leftWhere(audit: ReleaseAudit, style: TextStyle): readonly string[] {
  const context = { turnedBack: isTurnedBack(audit) };
  if (audit.running === true) return [];
  if (audit.running === null) return [ONLY_IF_GONE, ...waysOutText(audit, { context, style })];
  return leftovers(reportOf(audit), { target: clean(audit.target), context, style });
}

function packagesText(audit: ReleaseAudit, paint: Palette): readonly string[] {
  const heading = ["Package", "From", "To", "Why", "Dist-tag", "Integrity", "Outcome"].map(paint.aside);
  const rows = worstFirst(audit.packages).map((released) => rowOf(released, paint));
  const title = paint.heading(count(audit.packages.length, "package"));
  const tags = audit.tags.length === 0 ? "" : `. Tags: ${someOf(audit.tags, 2)}`;
  return [`${title}: ${tallyOf(reportOf(audit).packages)}${tags}`, ...table([heading, ...rows])];
}

function rowOf(released: AuditedPackage, paint: Palette): readonly string[] {
  const { name, from, version, integrity, outcome } = released;
  const settled = outcome === "published" || outcome === "already-published";
  const colour = settled ? paint.good : outcome === "failed" ? paint.bad : paint.aside;
  return [
    paint.name(clean(name)),
    from === version ? "" : clean(from),
    clean(version),
    someOf(whyOf(released), MOST_REASONS),
    distTagWords(released),
    // As much as tells two apart.
    integrity === undefined ? "" : clean(integrity).slice(0, 15),
    colour(outcomeWords(released)),
  ];
}

function momentsText(audit: ReleaseAudit, paint: Palette): readonly string[] {
  const started = Date.parse(audit.startedAt);
  const rows = toldMoments(audit).map(({ at, what, aside, bad }) => [
    at === null ? "" : new Date(at).toISOString().slice(11, 23),
    at === null ? "" : `+${duration(at - started)}`,
    bad ? paint.bad(what) : what,
    paint.aside(aside),
  ]);
  return [`${paint.heading("Timeline")} (UTC)`, ...table(rows)];
}

function changesText({ packages }: ReleaseAudit, paint: Palette): readonly string[] {
  const changed = packages.filter(({ changes }) => changes !== "");
  if (changed.length === 0) return [];
  const entries = changed.slice(0, MOST_CHANGES).flatMap(({ name, version, changes }) => {
    const lines = changes.split("\n").flatMap((line) => {
      const [indent = ""] = /^\s*/.exec(line) ?? [];
      return cleanLines(line).map((text) => `    ${indent}${text}`);
    });
    return [`  ${paint.name(clean(name))} ${clean(version)}`, ...lines];
  });
  const more = changed.length - MOST_CHANGES;
  return [
    paint.heading("Changes"),
    ...entries,
    ...(more > 0 ? [`  and those of ${count(more, "more package")}: \`--html FILE\` has all`] : []),
  ];
}
