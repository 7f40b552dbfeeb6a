import { chainLengths, type PlannedRelease, type ReleasePlan } from "@convoy/core";
import { reasonText, totalsOf } from "../text/plan.ts";
import { anchorOf } from "./anchor.ts";
import { html, page } from "./html.ts";

/** The plan as a page: what is released in which step, why, and what waits for what. Opens without a server. */
export function planHtml(plan: ReleasePlan): string {
  const title =
    plan.releases.length === 0 ? "Nothing to release" : `Plan for ${plan.releases.length} packages`;
  return page(title, [headOf(title, plan), stepsOf(plan), tableOf(plan)].join("\n"));
}

function headOf(title: string, plan: ReleasePlan): string {
  return `<h1>${html(title)}</h1>\n<p>From commit <code>${html(plan.commit.slice(0, 12))}</code>. ${html(totalsOf(plan))}</p>`;
}

/** A package is in the step after the last of those that it waits for. */
function stepsOf({ releases }: ReleasePlan): string {
  if (releases.length === 0) return "";
  const lengths = chainLengths(releases);
  const steps: PlannedRelease[][] = [];
  for (const release of releases) (steps[(lengths.get(release.name) ?? 1) - 1] ??= []).push(release);
  const columns = steps.map(
    (step, index) => `<div class="step"><h3>Step ${index + 1}</h3>\n${step.map(cardOf).join("\n")}\n</div>`,
  );
  return `<h2>In which order</h2>
<p>A package goes out the moment those that it waits for are visible; nothing waits for the end of a step.</p>
<div class="steps">\n${columns.join("\n")}\n</div>`;
}

function cardOf(release: PlannedRelease): string {
  const waits = release.after.map((name) => `<li>after <a href="#${anchorOf(name)}">${html(name)}</a></li>`);
  return `<div class="card" id="${anchorOf(release.name)}"><strong>${html(release.name)}</strong>
<div class="version">${versionsOf(release)}</div>${notesOf(release)}<ul>${waits.join("")}</ul></div>`;
}

function tableOf({ releases }: ReleasePlan): string {
  const rows = releases.map(
    (release) => `<tr><td><a href="#${anchorOf(release.name)}">${html(release.name)}</a></td>
<td class="version">${versionsOf(release)}</td><td>${html(release.bump)}</td><td>${html(release.distTag)}</td>
<td>${release.because.map((reason) => html(reasonText(reason, release.name))).join("<br>")}</td>
<td><code>${html(release.dir)}</code></td></tr>`,
  );
  if (rows.length === 0) return "";
  const heading = ["Package", "Version", "Bump", "Dist-tag", "Because", "Folder"].map(
    (name) => `<th>${name}</th>`,
  );
  return `<h2>What and why</h2>
<div class="scroll"><table><thead><tr>${heading.join("")}</tr></thead>\n<tbody>${rows.join("\n")}</tbody></table></div>`;
}

function versionsOf({ from, to }: PlannedRelease): string {
  return from === to ? html(to) : `${html(from)} → ${html(to)}`;
}

function notesOf({ publish }: PlannedRelease): string {
  return publish === false ? `<div class="note">private: versioned, never published</div>` : "";
}
