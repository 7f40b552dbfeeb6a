import { describeError, ReleaseError, type ErrorDocument } from "@convoy/core";
import { errorAnnotation, errorText, jsonLinesReporter, printable } from "@convoy/report";
import { FAILED, REFUSED } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { refusedWith } from "./wiring/empty-report.ts";

/** The options that every verb takes. */
export interface CommonOptions {
  readonly cwd: string;
  readonly json?: true;
  readonly verbose?: true;
}

/** What a verb that answers has found. */
export interface Answer {
  readonly document: object;
  readonly text: string;
  /** Worth a line, and no part of the answer: they go to standard error. */
  readonly notes?: readonly string[];
  readonly exitCode?: number;
}

/** The document alone on standard output under `--json`, and else the text. */
export function print(
  host: Host,
  options: CommonOptions,
  { document, text, notes = [] }: Omit<Answer, "exitCode">,
): void {
  const shown = printable(text, { colour: colourful(host, host.stdout) });
  host.stdout.write(options.json ? `${JSON.stringify(document)}\n` : `${shown}\n`);
  printNotes(host, notes);
}

export function printNotes({ stderr }: Pick<Host, "stderr">, notes: readonly string[]): void {
  for (const note of notes) stderr.write(`${printable(`note: ${note}`)}\n`);
}

export interface ErrorOptions extends Pick<CommonOptions, "json" | "verbose"> {
  /** What standard output is to hold under `--json`: one document, or events of which the last is `release-ended`. */
  readonly output: "document" | "events";
}

/** Prints what was thrown before anything began, and answers the exit code. */
export function printError(host: Host, options: ErrorOptions, thrown: unknown): number {
  const error = describeError(thrown);
  if (options.json && options.output === "events")
    jsonLinesReporter({ stream: host.stdout }).emit({ kind: "release-ended", ...refusedWith(thrown, 0) });
  else if (options.json) host.stdout.write(`${JSON.stringify({ format: 1, error })}\n`);
  host.stderr.write(`${errorText(error, { colour: colourful(host, host.stderr) })}\n`);
  if (onGithub(host)) host.stderr.write(`${errorAnnotation(error)}\n`);
  printStack(host, options, thrown);
  return thrown instanceof ReleaseError ? REFUSED : FAILED;
}

/** The stack of a defect, so that it can be reported; of an expected error only under `--verbose`. */
export function printStack(host: Host, { verbose }: Pick<CommonOptions, "verbose">, thrown: unknown): void {
  if (!(thrown instanceof ReleaseError) || verbose) host.stderr.write(`${printable(stackOf(thrown))}\n`);
}

/** Several problems are one refusal: the first gives the code, the message has them all, with one hint a code. */
export function refuseProblems(problems: readonly ErrorDocument[]): void {
  const [first] = problems;
  if (!first) return;
  const message = problems.map((problem) => problem.message).join("\n");
  const firsts = problems.filter(({ code }, at) => problems.findIndex((other) => other.code === code) === at);
  const hints = [...new Set(firsts.flatMap(({ hint }) => hint ?? []))];
  throw new ReleaseError(first.code, message, hints.length === 0 ? {} : { hint: hints.join("\n") });
}

/** Whether a runner of GitHub Actions reads the output. */
export function onGithub({ env }: Host): boolean {
  return env["GITHUB_ACTIONS"] === "true";
}

/** Colour where a person watches, by the conventions of NO_COLOR and FORCE_COLOR. */
export function colourful({ env }: Host, stream: Host["stdout"]): boolean {
  if (env["NO_COLOR"]) return false;
  return Boolean(env["FORCE_COLOR"]) || (stream.isTTY === true && env["TERM"] !== "dumb");
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error
    ? `${thrown.stack}\ncaused by ${stackOf(thrown.cause)}`
    : String(thrown.stack);
}
