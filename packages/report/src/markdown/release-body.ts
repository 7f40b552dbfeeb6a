import type { PlannedRelease, ReleasePlan } from "@convoy/core";
import { planMermaid, reasonText, totalsOf } from "../text/plan.ts";
import { count, someOf } from "../text/words.ts";
import { code, markdownTable, plain } from "./escape.ts";
import { rowsWithin } from "./rows-within.ts";

/** What the body of a release pull request tells of. */
export interface ReleaseBody {
  readonly plan: ReleasePlan;
  /** Package to its new changelog entry, as `safeMarkdown` makes it. */
  readonly changelogs: ReadonlyMap<string, string>;
  /** The registry, as a person names it; undefined where it is not known. */
  readonly target?: { readonly channel: string; readonly stage?: string } | undefined;
  /** With `{summary}`, `{plan}`, `{target}`, `{graph}` and `{changelogs}` in it. */
  readonly template: string;
}

export const DEFAULT_RELEASE_BODY = "{summary}\n\n{plan}\n\n{target}\n\n{graph}\n\n{changelogs}";

type Section = (body: ReleaseBody, longest: number) => string;

/** The first has its room before the others, so that what is least missed is shortened first: changelogs, the graph. */
const SECTIONS: Readonly<Record<string, Section>> = {
  summary: ({ plan }, longest) => fitting(summaryOf(plan), longest),
  plan: ({ plan }, longest) => planTable(plan, longest),
  target: targetSection,
  graph: graphSection,
  changelogs: changelogSection,
};

/** The body, of at most so many characters. */
export function releaseBody(body: ReleaseBody, longest: number): string {
  const { template } = body;
  const names = Object.keys(SECTIONS).filter((name) => template.includes(`{${name}}`));
  let left = longest - template.length;
  const texts = new Map<string, string>();
  for (const name of names) {
    const text = SECTIONS[name]?.(body, left) ?? "";
    left -= text.length;
    texts.set(name, text);
  }
  return template
    .replace(/\{(\w+)\}/g, (whole, name: string) => texts.get(name) ?? whole)
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function summaryOf(plan: ReleasePlan): string {
  return [
    `Merge this pull request to release: ${plain(totalsOf(plan))}`,
    "",
    "Convoy makes this branch anew from the changesets whenever its base moves. Commits that are put on it by hand are",
    "gone then; what you write into this text above or below stays.",
  ].join("\n");
}

function planTable({ releases }: ReleasePlan, longest: number): string {
  const heading = ["Package", "From", "To", "Bump", "Because"];
  const rows = releases.map((release) => [
    code(release.name) + (release.publish === false ? " (private)" : ""),
    code(release.from),
    code(release.to),
    release.bump,
    release.because.map((reason) => plain(reasonText(reason, release.name))).join("<br>"),
  ]);
  return fitting(markdownTable(heading, rows, longest), longest);
}

function targetSection({ plan, target }: ReleaseBody, longest: number): string {
  if (target === undefined) return "";
  const published = plan.releases.filter(({ publish }) => publish !== false);
  const by = target.stage === undefined ? "" : `, by way of ${code(target.stage)}`;
  const tags = [...new Set(published.map(({ distTag }) => distTag))].map(code).join(", ");
  const head = `**${code(target.channel)}** receives ${count(published.length, "version")}${by}, under ${tags}:`;
  if (published.length === 0) return "";
  const lines = published.map(lineOf);
  const frame = details("In this order", "");
  const list = rowsWithin(lines, longest - head.length - frame.length - 2, (rest) => `1. and ${rest} more`);
  return fitting(`${head}\n\n${details("In this order", list.join("\n"))}`, longest);
}

function lineOf({ name, to, distTag, after }: PlannedRelease): string {
  const waits = after.length === 0 ? "" : `, after ${someOf(after, 3).split(", ").map(code).join(", ")}`;
  return `1. ${code(`${name}@${to}`)} as ${code(distTag)}${waits}`;
}

/** Beyond these a host draws no graph, and nobody could read it. */
const MOST_EDGES = 400;
const LONGEST_GRAPH = 45_000;

function graphSection({ plan }: ReleaseBody, longest: number): string {
  const edges = plan.releases.reduce((sum, { after }) => sum + after.length, 0);
  if (edges === 0) return "";
  const graph = planMermaid(plan);
  const text = details("What depends on what", `\`\`\`mermaid\n${graph}\n\`\`\``);
  const tooMuch = edges > MOST_EDGES || graph.length > LONGEST_GRAPH || text.length > longest;
  if (!tooMuch) return text;
  const instead = `The graph has ${count(edges, "edge")}: \`convoy plan --graph mermaid\` prints it.`;
  return fitting(instead, longest);
}

function changelogSection({ plan, changelogs }: ReleaseBody, longest: number): string {
  const entries = plan.releases.flatMap(({ name, to }) => {
    const text = changelogs.get(name) ?? "";
    return text === "" ? [] : [`${details(`${name} ${to}`, text)}\n`];
  });
  if (entries.length === 0) return "";
  const head = "### Changelogs\n";
  const more = (rest: number): string =>
    `The changelogs of ${rest} more packages are among the changed files of this pull request.`;
  return fitting([head, ...rowsWithin(entries, longest - head.length - 1, more)].join("\n"), longest);
}

/** The title is of the repository, the text is Markdown. */
function details(title: string, text: string): string {
  return `<details><summary>${plain(title)}</summary>\n\n${text}\n\n</details>`;
}

/** What does not fit even at its shortest is left out: half a table is no table. */
function fitting(text: string, longest: number): string {
  return text.length <= longest ? text : "";
}
