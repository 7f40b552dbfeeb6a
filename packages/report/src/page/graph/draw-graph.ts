import cliTruncate from "cli-truncate";
import type { AuditedPackage } from "../../release/audit.ts";
import { outcomeWords } from "../../release/package-words.ts";
import { clean } from "../../text/clean.ts";
import { anchorOf } from "../anchor.ts";
import { html } from "../html.ts";
import { directEdges } from "./direct-edges.ts";
import { layOut, type Measures, type Place } from "./layout.ts";

const LARGE: Measures = { width: 1216, boxWidth: 190, boxHeight: 40, gap: 15, rowGap: 10, layerGap: 44 };
const SMALL: Measures = { width: 1216, boxWidth: 145, boxHeight: 20, gap: 8, rowGap: 5, layerGap: 44 };
/** More boxes than these are small, with the name alone. */
const MOST_LARGE = 60;
/** So many curves would hide each other, so they are faint. */
const MANY_EDGES = 200;
/** Characters of a name that fit into a box. */
const FITTING = 24;

interface Picture {
  readonly measures: Measures;
  readonly places: ReadonlyMap<string, Place>;
  /** What all names begin with, and so none need show. */
  readonly scope: string;
}

/** The packages as a picture: each beneath those that it waits for, in the colour of its outcome. */
export function drawGraph(packages: readonly AuditedPackage[]): string {
  const measures = packages.length > MOST_LARGE ? SMALL : LARGE;
  const nodes = directEdges(packages);
  const { places, width, height } = layOut(nodes, measures);
  const picture = { measures, places, scope: commonScope(packages) };
  const held = new Set(packages.filter(({ outcome }) => outcome === "blocked").map(({ name }) => name));
  const edges = nodes.flatMap(({ name, after }) =>
    after.map((other) => edgeOf(picture, [other, name], held.has(name) ? ' class="held"' : "")),
  );
  const boxes = packages.map((released) => boxOf(picture, released));
  const faint = edges.length > MANY_EDGES ? " faint" : "";
  return `<svg class="graph${faint}" viewBox="-2 -2 ${width + 4} ${height + 4}" width="${width + 4}" role="img" aria-label="The packages, each beneath those that it waits for">
<g class="edges">${edges.join("")}</g>
${boxes.join("\n")}
</svg>`;
}

function edgeOf(
  { places, measures }: Picture,
  [from, to]: readonly [string, string],
  marked: string,
): string {
  const [above, beneath] = [places.get(from), places.get(to)];
  if (above === undefined || beneath === undefined) return "";
  const half = measures.boxWidth / 2;
  const start = { x: above.x + half, y: above.y + measures.boxHeight };
  const end = { x: beneath.x + half, y: beneath.y };
  const bend = Math.max(16, (end.y - start.y) / 2);
  return `<path${marked} d="M${at(start)}C${at({ x: start.x, y: start.y + bend })} ${at({ x: end.x, y: end.y - bend })} ${at(end)}"/>`;
}

function boxOf({ places, measures, scope }: Picture, released: AuditedPackage): string {
  const { name, version, outcome } = released;
  const { x, y } = places.get(name) ?? { x: 0, y: 0 };
  const { boxWidth, boxHeight } = measures;
  const words = outcomeWords(released);
  const short = cliTruncate(clean(name).slice(scope.length), FITTING, { position: "middle" });
  const lines =
    measures === SMALL
      ? `<text x="10" y="14">${html(short)}</text>`
      : `<text x="13" y="17">${html(short)}</text><text class="aside" x="13" y="32">${html(version)} · ${html(words)}</text>`;
  return `<a href="#${anchorOf(name)}" class="is-${classOf(outcome)}"><g transform="translate(${at({ x, y })})"><title>${html(name)} ${html(version)}: ${html(words)}</title><rect class="box" width="${boxWidth}" height="${boxHeight}" rx="5"/><rect class="mark" width="5" height="${boxHeight}" rx="2"/>${lines}</g></a>`;
}

/** An outcome as a class: a word of letters, whatever was recorded. */
export function classOf(outcome: string): string {
  return outcome.replace(/[^a-z-]/g, "");
}

function commonScope(packages: readonly AuditedPackage[]): string {
  const [scope = ""] = /^@[\w.-]+\//.exec(packages[0]?.name ?? "") ?? [];
  return packages.every(({ name }) => name.startsWith(scope)) ? scope : "";
}

/** A tenth of a pixel is enough. */
function at({ x, y }: Place): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
