import { describeError, ReleaseError, type ErrorDocument } from "@convoy/core";
import { errorText } from "@convoy/report";
import { FAILED, REFUSED } from "./exit-codes.ts";
import type { Host } from "./host.ts";

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
  readonly exitCode?: number;
}

/** The document alone on standard output under `--json`, and else the text. */
export function print(
  host: Host,
  options: CommonOptions,
  { document, text }: Omit<Answer, "exitCode">,
): void {
  host.stdout.write(options.json ? `${JSON.stringify(document)}\n` : `${text}\n`);
}

/** Prints what was thrown, and answers the exit code. */
export function printError(
  host: Host,
  options: Pick<CommonOptions, "json" | "verbose">,
  thrown: unknown,
): number {
  const error = describeError(thrown);
  if (options.json) host.stdout.write(`${JSON.stringify({ format: 1, error })}\n`);
  host.stderr.write(`${errorText(error, { colour: colourful(host, host.stderr) })}\n`);
  printStack(host, options, thrown);
  return thrown instanceof ReleaseError ? REFUSED : FAILED;
}

/** The stack of a defect, so that it can be reported; of an expected error only under `--verbose`. */
export function printStack(host: Host, { verbose }: Pick<CommonOptions, "verbose">, thrown: unknown): void {
  if (!(thrown instanceof ReleaseError) || verbose) host.stderr.write(`${stackOf(thrown)}\n`);
}

/** Several problems are one refusal: the first gives the code, the message has them all. */
export function refuseProblems(problems: readonly ErrorDocument[]): void {
  const [first] = problems;
  if (!first) return;
  const message = problems.map((problem) => problem.message).join("\n");
  const hints = [...new Set(problems.flatMap(({ hint }) => hint ?? []))];
  throw new ReleaseError(first.code, message, hints.length === 0 ? {} : { hint: hints.join("\n") });
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
