import type { Reporter } from "../json-lines.ts";
import { jobSummary } from "../markdown/job-summary.ts";
import { SafeOutput, type Output } from "../output.ts";
import { reportAnnotations } from "./annotations.ts";

export interface GithubOptions {
  /** Where the runner reads its commands: standard output or error. */
  readonly stream: Output;
  /** Takes the Markdown of the job summary. */
  readonly summarize: (markdown: string) => void;
}

/** Characters, of the million bytes that a step may write. */
const LONGEST_SUMMARY = 300_000;

/** Tells the end of a release to GitHub Actions: errors of the run, and a job summary. Until then it is silent. */
export function githubReporter({ stream, summarize }: GithubOptions): Reporter {
  const output = new SafeOutput(stream);
  let target: string | undefined;
  let turnedBack = false;
  return {
    emit(event) {
      if (event.kind === "release-started") target = event.target;
      if (event.kind === "turned-back") turnedBack = true;
      if (event.kind !== "release-ended") return;
      for (const line of reportAnnotations(event, target)) output.write(`${line}\n`);
      const context = target === undefined ? { turnedBack } : { turnedBack, target };
      summarize(jobSummary(event, context, LONGEST_SUMMARY));
    },
    close: () => undefined,
  };
}
