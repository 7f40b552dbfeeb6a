import { isTurnedBack, reportOf, type AuditedPackage, type ReleaseAudit } from "../release/audit.ts";
import { factsOf } from "../release/facts.ts";
import { toldMoments } from "../release/moments.ts";
import { outcomeWords } from "../release/package-words.ts";
import { ONLY_IF_GONE, verdictOf } from "../release/verdict.ts";
import { clean, cleanLines } from "../text/clean.ts";
import { waysOut } from "../text/leftovers.ts";
import { duration } from "../text/words.ts";
import { anchorOf } from "./anchor.ts";
import { AUDIT_STYLE } from "./audit-style.ts";
import { classOf, drawGraph } from "./graph/draw-graph.ts";
import { html, page, sentence } from "./html.ts";
import { packagesTable } from "./packages-table.ts";
import { drawTimeline } from "./timeline/draw-timeline.ts";

/** Fewer entries than these are open when the page is. */
const MOST_OPEN = 30;

/** One release as a page: how it stands, in which order, when, with which hashes, what has changed. */
export async function auditHtml(audit: ReleaseAudit): Promise<string> {
  // Slow to load, and no other verb needs it.
  const { changesHtml } = await import("./changes.ts");
  const parts = [
    headOf(audit),
    factsTable(audit),
    graphOf(audit),
    timelineOf(audit),
    packagesTable(audit),
    changesOf(audit, changesHtml),
  ];
  return page(`Release ${audit.id}`, parts.filter((part) => part !== "").join("\n"), AUDIT_STYLE);
}

function headOf(audit: ReleaseAudit): string {
  const { tone, lead, rest } = verdictOf(audit);
  return `<header class="tone-${tone}"><p class="over">Release <code class="copy">${html(audit.id)}</code></p>
<h1><strong>${html(lead)}</strong> ${html(rest)}</h1>${tone === "back" ? "" : errorOf(audit)}${commandsOf(audit)}</header>`;
}

function errorOf(audit: ReleaseAudit): string {
  const { error, id } = reportOf(audit);
  if (error === undefined) return "";
  // The commands that end it come by themselves.
  const hints = cleanLines(error.hint ?? "").filter((line) => !line.includes(String(id)));
  const lines = [
    ...cleanLines(error.message).map((line) => `<p>${html(line)}</p>`),
    ...hints.map((line) => `<p class="hint">${sentence(line)}</p>`),
  ];
  return `<div class="error"><code>${html(error.code)}</code>\n${lines.join("\n")}</div>`;
}

function commandsOf(audit: ReleaseAudit): string {
  const { id, next, outcome, running } = audit;
  if (next === null) return "";
  const commands =
    outcome === "unfinished"
      ? waysOut({ id }, { turnedBack: isTurnedBack(audit) })
      : ([["This clone has yet to follow:", next]] as const);
  const lines = commands.map(
    ([words, command]) => `<p class="next">${html(words)} <code class="copy">${html(command)}</code></p>`,
  );
  return [...(running === null ? [`<p class="next">${ONLY_IF_GONE}</p>`] : []), ...lines].join("");
}

function factsTable(audit: ReleaseAudit): string {
  const rows = factsOf(audit).map(
    ([label, fact]) =>
      `<div><dt>${html(label)}</dt><dd>${isAddress(fact) ? link(fact) : sentence(fact)}</dd></div>`,
  );
  return `<dl class="facts">${rows.join("\n")}</dl>`;
}

/** What somebody has written into a record leads nowhere but to the web. */
function isAddress(fact: string): boolean {
  return /^https?:\/\/\S+$/.test(fact);
}

function link(address: string): string {
  return `<a href="${html(address)}" rel="noreferrer">${html(address)}</a>`;
}

function graphOf({ packages }: ReleaseAudit): string {
  if (packages.length === 0) return "";
  return `<h2>In which order</h2>
<p>A package goes out the moment those that it waits for are visible: they are above it. A line that a longer way implies is left out.</p>
${outcomesOf(packages)}
<div class="scroll tall">${drawGraph(packages)}</div>`;
}

/** How many came to which end, in the colours of the picture. */
function outcomesOf(packages: readonly AuditedPackage[]): string {
  const counts = new Map<AuditedPackage["outcome"], number>();
  for (const { outcome } of packages) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const chips = [...counts].map(
    ([outcome, number]) =>
      `<span class="is-${classOf(outcome)}"><i class="chip"></i>${number} ${html(outcomeWords({ outcome }))}</span>`,
  );
  return `<p class="legend">${chips.join(" ")}</p>`;
}

function timelineOf(audit: ReleaseAudit): string {
  const started = Date.parse(audit.startedAt);
  const rows = toldMoments(audit).map(({ at, what, aside, bad }) => {
    const time = at === null ? "" : new Date(at).toISOString().slice(0, 23).replace("T", " ");
    const offset = at === null ? "" : `+${duration(at - started)}`;
    return `<tr${bad ? ' class="bad"' : ""}><td class="version">${time}</td><td class="version">${html(offset)}</td><td>${html(what)}</td><td>${html(aside)}</td></tr>`;
  });
  const drawn = drawTimeline(audit);
  const chart = drawn === "" ? "" : `${LEGEND}\n<div class="scroll tall">${drawn}</div>`;
  return `<h2>When</h2>
${chart}
<div class="scroll"><table class="moments"><thead><tr><th>UTC</th><th>After</th><th>Moment</th><th></th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}

const LEGEND = `<p class="legend">${[
  ["do-stage", "to the stage"],
  ["do-promote", "into the channel"],
  ["seen", "taken, and waited for until it was seen"],
  ["do-withdraw", "taken back"],
  ["failed", "failed"],
  ["commit", "commit point"],
]
  .map(([name = "", words = ""]) => `<span><i class="${name}"></i>${words}</span>`)
  .join(" ")}</p>`;

function changesOf({ packages }: ReleaseAudit, changesHtml: (markdown: string) => string): string {
  const changed = packages.filter(({ changes }) => changes !== "");
  if (changed.length === 0) return "";
  const open = changed.length <= MOST_OPEN ? " open" : "";
  const entries = changed.map(
    ({ name, version, changes }) =>
      `<details class="changes"${open}><summary><a href="#${anchorOf(name)}">${html(clean(name))}</a> <span class="version">${html(version)}</span></summary>\n${changesHtml(changes)}</details>`,
  );
  return `<h2>What has changed</h2>\n${entries.join("\n")}`;
}
