import type { AuditedPackage, ReleaseAudit } from "../release/audit.ts";
import { distTagWords, outcomeWords, whyOf, worstFirst } from "../release/package-words.ts";
import { count, sizeInWords } from "../text/words.ts";
import { anchorOf } from "./anchor.ts";
import { classOf } from "./graph/draw-graph.ts";
import { html } from "./html.ts";

const MARKS: ReadonlyMap<string, string> = new Map([
  ["published", "✓"],
  ["already-published", "✓"],
  ["rolled-back", "↶"],
  ["failed", "✗"],
  ["blocked", "‖"],
]);

/** Each package: from, to, why, under which hash, and what became of it. A click on a hash selects all of it. */
export function packagesTable(audit: ReleaseAudit): string {
  const { packages, tags, error } = audit;
  if (packages.length === 0) return "";
  const known = { standing: new Set(tags), told: error?.message ?? "" };
  const heading = ["Package", "Version", "Why", "Outcome", "Dist-tag", "Integrity and tag"];
  return `<h2>${count(packages.length, "package")}</h2>
<div class="scroll"><table class="packages"><thead><tr>${heading.map((name) => `<th>${name}</th>`).join("")}</tr></thead>
<tbody>${worstFirst(packages)
    .map((released) => rowOf(released, known))
    .join("\n")}</tbody></table></div>`;
}

interface Told {
  readonly standing: ReadonlySet<string>;
  /** What the error of the release says in full is not said again. */
  readonly told: string;
}

function rowOf(released: AuditedPackage, { standing, told }: Told): string {
  const { name, dir, from, version, outcome, integrity, size, tag } = released;
  const versions = from === version ? html(version) : `${html(from)} → <strong>${html(version)}</strong>`;
  const why = whyOf(released).map(html).join("<br>");
  const hash =
    integrity === undefined
      ? ""
      : `<code class="copy hash">${html(integrity)}</code><span class="note">${exactSize(size ?? 0)}</span>`;
  const stands = tag !== undefined && standing.has(tag);
  const named = stands ? `<span class="note">tag <code class="copy">${html(tag)}</code></span>` : "";
  const note = noteOf(released, told);
  const because = note === "" ? "" : `<span class="note">${html(note)}</span>`;
  return `<tr id="${anchorOf(name)}" class="is-${classOf(outcome)}"><td><strong>${html(name)}</strong><span class="note">${html(dir)}</span></td>
<td class="version">${versions}</td><td>${why}</td>
<td class="outcome">${MARKS.get(outcome) ?? "·"} ${html(outcomeWords(released))}${because}</td><td class="version">${html(distTagWords(released))}</td><td>${hash}${named}</td></tr>`;
}

function noteOf({ outcome, reason = "" }: AuditedPackage, told: string): string {
  if (outcome === "blocked") return `waits for ${reason}`;
  return told.includes(reason) ? "" : reason;
}

/** `812 B`, `3.4 kB`: one tarball can be small. */
function exactSize(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : sizeInWords(bytes);
}
