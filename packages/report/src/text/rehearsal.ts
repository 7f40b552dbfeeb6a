import { unreachable, type RehearsalReport, type RehearsedInstall } from "@convoy/core";
import { clean } from "./clean.ts";
import { errorLine, errorText } from "./error.ts";
import { failuresOf } from "./leftovers.ts";
import { paletteOf, type TextStyle } from "./style.ts";
import { count, duration, indented, sizeInWords, someOf } from "./words.ts";

// Beyond these, one cause has usually failed them all.
const MOST_FAILURES = 5;

/** What is rehearsed, and for where. */
export interface RehearsalStart {
  readonly verb: string;
  readonly commit: string;
  readonly branch: string;
  readonly target: string;
  /** Null where the repository has none. */
  readonly remote: string | null;
  /** What was read of the channel; absent where it was not asked. */
  readonly read?: { readonly packages: number; readonly latencyMs: number };
}

/** The first lines of a rehearsal: it must look like nothing else, since what follows is told as a release is. */
export function rehearsalStartText(start: RehearsalStart, style: TextStyle = {}): string {
  const { verb, commit, branch, remote, read } = start;
  const target = clean(start.target);
  const far = remote === null ? target : `${target} or ${clean(remote)}`;
  const title = paletteOf(style).heading(`Rehearsal of \`convoy ${verb}\``);
  const lines = [
    `${title} at ${clean(commit).slice(0, 12)} on ${clean(branch)}: nothing of it reaches ${far}`,
  ];
  if (read !== undefined)
    lines.push(
      `Read ${count(read.packages, "package")} of ${target}, which answers in ${duration(read.latencyMs)}`,
    );
  return lines.join("\n");
}

/** Before the first of them is installed. */
export function installingText(packages: number): string {
  return `Installing ${count(packages, "package")} from the rehearsed channel, each alone`;
}

/** What a rehearsal has shown: whether the release would arrive, what it takes, and what was taken for granted. */
export function rehearsalText(report: RehearsalReport, style: TextStyle = {}): string {
  const sections = [[headlineOf(report, style), ...reasonsOf(report, style)], factsOf(report)];
  const assumed = report.assumed.map(({ message }) => `  ${clean(message)}`);
  if (assumed.length > 0) sections.push([paletteOf(style).heading("Taken for granted"), ...assumed]);
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** That a package was installed, or that it could not be; why stands in the end. */
export function installText(
  { name, version, durationMs, error, untried }: RehearsedInstall,
  style: TextStyle = {},
): string {
  const paint = paletteOf(style);
  const subject = `${paint.name(clean(name))} ${clean(version)}`;
  if (untried !== undefined)
    return `  ${paint.warning("!")} ${subject}: nobody knows whether it can be installed`;
  return error === undefined
    ? `  ${paint.good("✓")} ${subject} installed in ${duration(durationMs)}`
    : `  ${paint.bad("✗")} ${subject} cannot be installed`;
}

function headlineOf(report: RehearsalReport, style: TextStyle): string {
  const paint = paletteOf(style);
  const { verb, release, installs, durationMs } = report;
  const target = clean(report.target);
  const time = durationMs === undefined ? "" : `, in about ${duration(durationMs)}`;
  switch (report.outcome) {
    case "would-arrive":
      return `${paint.good("✓ Would arrive:")} ${count(release.packages.length, "package")} in ${target}${time}.`;
    case "would-not-install": {
      const failed = installs.filter(({ error }) => error !== undefined).length;
      return `${paint.bad("✗ Would arrive, and not install:")} ${failed} of ${count(installs.length, "package")}.`;
    }
    case "would-fail":
      return `${paint.bad("✗ Would fail.")} This is what \`convoy ${verb}\` would end with:`;
    case "refused":
      return `${paint.bad("✗ Would be refused.")} This is what \`convoy ${verb}\` would say:`;
    case "nothing-to-do":
      return `${paint.good("✓ Nothing to do:")} no package has anything to release.`;
    case "taken-back":
      return `${paint.good("✓ Taken back:")} it failed as it was told to, and afterwards everything was as before.`;
    case "left-behind":
      return `${paint.bad("✗ Not taken back:")} it failed as it was told to, and something was left.`;
    default:
      return unreachable(report.outcome);
  }
}

function reasonsOf(
  { outcome, release, installs, left }: RehearsalReport,
  style: TextStyle,
): readonly string[] {
  if (outcome === "taken-back")
    return release.error === undefined ? [] : ["", `  ${errorLine(release.error)}`];
  if (outcome === "left-behind")
    return [...failuresOf(release, style), "", ...(left ?? []).map((line) => `  ${clean(line)}`)];
  if (outcome === "refused" && release.error !== undefined)
    return ["", ...indented(errorText(release.error, style))];
  if (outcome === "would-fail") return failuresOf(release, style);
  return notInstalled(installs, style);
}

function notInstalled(installs: RehearsalReport["installs"], style: TextStyle): readonly string[] {
  const failed = installs.flatMap(({ error, ...one }) => (error === undefined ? [] : [{ ...one, error }]));
  const lines = failed
    .slice(0, MOST_FAILURES)
    .flatMap(({ name, version, error }) => [
      "",
      `  ${clean(name)} ${clean(version)}`,
      ...indented(errorText(error, style)),
    ]);
  const more = failed.length - MOST_FAILURES;
  return more > 0 ? [...lines, "", `  and ${count(more, "more package")}`] : lines;
}

function factsOf({
  commit,
  branch,
  release,
  artifacts,
  installs,
  requests,
}: RehearsalReport): readonly string[] {
  if (artifacts.length === 0) return [];
  const bytes = artifacts.reduce((sum, { size }) => sum + size, 0);
  const installed = installs.filter(({ error, untried }) => (error ?? untried) === undefined).length;
  const facts = [
    ["commit", `${clean(commit).slice(0, 12)} on ${clean(branch)}`],
    [
      "packages",
      someOf(
        release.packages.map(({ name, version }) => `${name} ${version}`),
        3,
      ),
    ],
    ["tarballs", `${artifacts.length}, ${sizeInWords(bytes)}`],
    ["requests", String(requests)],
    ["installed", installs.length === 0 ? "" : `${installed} of ${installs.length}`],
  ];
  return facts.filter(([, fact]) => fact !== "").map(([label = "", fact]) => `  ${label.padEnd(11)}${fact}`);
}
