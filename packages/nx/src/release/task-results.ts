import type { PackageOutcome } from "@convoy/core";
import type { NxTask, NxTaskResult } from "./nx-types.ts";
import type { SessionState, SettledPackage } from "./session.ts";

/** A task of Nx, with the package that it publishes. */
export interface PublishTask {
  readonly task: NxTask;
  readonly name: string;
  readonly version: string;
}

/**
 * One result for each task: what is left unreported, Nx would run again. Only what failed itself is a failure; what was
 * not begun, or taken back because of another package, is skipped, which fails the run all the same.
 */
export function resultsOf(
  tasks: readonly PublishTask[],
  { packages, failed }: SessionState,
): Record<string, NxTaskResult> {
  const own = tasks.filter(({ name }) => packages[name]?.outcome === "failed");
  return Object.fromEntries(
    tasks.map(({ task, name, version }) => {
      const settled = packages[name];
      if (failed === null)
        return [task.id, success(`${name}@${settled?.version ?? version}: ${arrived(settled)}`)];
      const isOwn = own.length === 0 || own.some((other) => other.name === name);
      const text = `${name}@${settled?.version ?? version}: ${notArrived(settled)}\n${failed}`;
      return [
        task.id,
        { success: false, status: isOwn ? "failure" : "skipped", terminalOutput: `${text}\n` },
      ];
    }),
  );
}

/** Of projects that are not released this time. */
export function idleResultsOf(tasks: readonly PublishTask[]): Record<string, NxTaskResult> {
  return Object.fromEntries(
    tasks.map(({ task, name, version }) => [
      task.id,
      success(`${name}@${version}: no new version to publish`),
    ]),
  );
}

/** What would be published. Nothing was asked and nothing was written. */
export function dryResultsOf(tasks: readonly PublishTask[]): Record<string, NxTaskResult> {
  return Object.fromEntries(
    tasks.map(({ task, name, version }) => [
      task.id,
      success(`${name}@${version}: would be published (dry run)`),
    ]),
  );
}

function success(text: string): NxTaskResult {
  return { success: true, status: "success", terminalOutput: `${text}\n` };
}

function arrived(settled: SettledPackage | undefined): string {
  return settled?.outcome === "published" ? "published" : "the channel has it already";
}

const WORDS: Readonly<Record<PackageOutcome, string>> = {
  published: "published, in a release that has not ended",
  "already-published": "the channel had it before",
  "rolled-back": "taken back",
  blocked: "not published",
  failed: "failed",
  "not-started": "not published",
};

function notArrived(settled: SettledPackage | undefined): string {
  if (settled === undefined) return "not published";
  const { outcome, reason } = settled;
  return reason === undefined ? WORDS[outcome] : `${WORDS[outcome]}: ${reason}`;
}
