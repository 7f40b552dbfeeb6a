import cliTruncate from "cli-truncate";
import type { AuditedPackage, AuditedStep, ReleaseAudit } from "../../release/audit.ts";
import { toldMoments } from "../../release/moments.ts";
import { clean } from "../../text/clean.ts";
import { errorLine } from "../../text/error.ts";
import { duration } from "../../text/words.ts";
import { anchorOf } from "../anchor.ts";
import { html } from "../html.ts";
import { phasesOf } from "./phases.ts";
import { timeAxis, type TimeAxis } from "./time-axis.ts";

const WIDTH = 1216;
const LABELS = 210;
const HEAD = 46;
/** Characters of a name that fit before a row. */
const FITTING = 30;

interface Chart {
  readonly axis: TimeAxis;
  /** Of a row, in pixels. */
  readonly height: number;
  readonly labelled: boolean;
}

/** When what was done to which package, and how far the release was; empty where the record has no times. */
export function drawTimeline(audit: ReleaseAudit): string {
  const rows = audit.packages
    .filter(({ steps }) => steps.length > 0)
    .toSorted((one, other) => begunAt(one) - begunAt(other));
  const instants = [
    ...toldMoments(audit).flatMap(({ at }) => at ?? []),
    ...rows.flatMap(({ steps }) => steps.flatMap(instantsOf)),
  ];
  if (new Set(instants).size < 2) return "";
  const labelled = rows.length <= 120;
  const height = rows.length <= 40 ? 20 : labelled ? 14 : 4;
  const chart = { axis: timeAxis(instants, WIDTH - LABELS - 40), height, labelled };
  const bottom = HEAD + rows.length * height + 6;
  return `<svg class="timeline" viewBox="0 0 ${WIDTH} ${bottom}" role="img" aria-label="When what was done">
${headOf(audit, chart, bottom)}
<g transform="translate(0,${HEAD})">${rows.map((row, at) => rowOf(row, at, chart)).join("\n")}</g>
</svg>`;
}

function begunAt({ steps }: AuditedPackage): number {
  return Date.parse(steps[0]?.from ?? "");
}

function instantsOf({ from, accepted, to }: AuditedStep): readonly number[] {
  return [from, accepted, to].flatMap((time) =>
    time === undefined || time === null ? [] : Date.parse(time),
  );
}

function headOf(audit: ReleaseAudit, { axis }: Chart, bottom: number): string {
  const x = (instant: number): number => round(LABELS + axis.x(instant));
  const ticks = axis.ticks.map(
    (tick) =>
      `<path class="tick" d="M${round(LABELS + tick.x)},16V${bottom}"/><text class="aside" x="${round(LABELS + tick.x)}" y="11" text-anchor="middle">+${html(duration(tick.offset))}</text>`,
  );
  const breaks = axis.breaks.map(
    (gap) =>
      `<rect class="break" x="${round(LABELS + gap.x)}" y="16" width="${gap.width}" height="${bottom - 16}"><title>nothing for ${html(duration(gap.milliseconds))}</title></rect>`,
  );
  const phases = phasesOf(audit).map(({ from, to, name, kind }) => {
    const width = Math.max(1, x(to) - x(from));
    const label =
      width > name.length * 6.5 + 4
        ? `<text x="${round(x(from) + width / 2)}" y="34" text-anchor="middle">${html(name)}</text>`
        : "";
    return `<g class="phase ${kind}"><title>${html(name)}: ${html(duration(to - from))}</title><rect x="${x(from)}" y="22" width="${round(width)}" height="17"/>${label}</g>`;
  });
  const commit = audit.moments.find(
    (moment) => moment.kind === "reached" && moment.state === "COMMITTED",
  )?.at;
  const point =
    typeof commit === "string"
      ? `<path class="commit-point" d="M${x(Date.parse(commit))},18V${bottom}"><title>the commit point</title></path>`
      : "";
  return [...ticks, ...breaks, ...phases, point].join("");
}

function rowOf({ name, steps }: AuditedPackage, row: number, { axis, height, labelled }: Chart): string {
  const bars = steps.map((step) => barOf(step, { axis, height, name }));
  const label = labelled
    ? `<a href="#${anchorOf(name)}"><text x="${LABELS - 8}" y="${height * 0.72}" text-anchor="end">${html(cliTruncate(clean(name), FITTING, { position: "middle" }))}</text></a>`
    : "";
  return `<g transform="translate(0,${row * height})">${label}${bars.join("")}</g>`;
}

function barOf(
  { act, from, accepted, to, error }: AuditedStep,
  { axis, height, name }: { readonly axis: TimeAxis; readonly height: number; readonly name: string },
): string {
  const start = Date.parse(from);
  const end = to === null ? axis.endAround(start) : Date.parse(to);
  const gap = height > 10 ? 3 : 0.5;
  const bar = (since: number, until: number, more: string): string => {
    const x = round(LABELS + axis.x(since));
    const width = round(Math.max(1.5, LABELS + axis.x(until) - x));
    return `<rect class="${more}" x="${x}" y="${gap}" width="${width}" height="${height - 2 * gap}"/>`;
  };
  const how = error === undefined ? (to === null ? " unknown" : "") : " failed";
  const taken = accepted === undefined || how !== "" ? end : Date.parse(accepted);
  const seen = taken < end ? bar(taken, end, `do-${act} seen`) : "";
  const said = error === undefined ? (to === null ? ", end unknown" : "") : `: ${errorLine(error)}`;
  return `<g><title>${html(`${name}: ${act} ${duration(end - start)}${said}`)}</title>${bar(start, taken, `do-${act}${how}`)}${seen}</g>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
