import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeError, type ReleaseReport } from "@convoy/core";
import { openRecords, type Clock, type EnginePorts, type ReleaseRecords } from "@convoy/engine";
import { openTarget, type OpenTarget } from "@convoy/registry";
import { exitCodeOf } from "../exit-codes.ts";
import { printStack, type CommonOptions } from "../answer.ts";
import { configOf, type Project } from "./project.ts";
import { openReporters } from "./reporters.ts";
import { limitsOf, targetSettings } from "./settings.ts";
import { watchInterrupt } from "./watch-interrupt.ts";
import { workingTree } from "./working-tree.ts";
import type { PlanOptions } from "./plans.ts";

export interface RunOptions extends CommonOptions, PlanOptions {
  /** Seconds that a rollback after an interruption may take. */
  readonly grace: number;
}

const ATTEMPTS = 5;
const VISIBLE_MS = 120_000;

const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  sleep: (ms) => sleep(ms),
};

/** Everything that the engine touches, opened for one run. */
export interface Session {
  readonly opened: OpenTarget;
  readonly ports: EnginePorts;
}

/**
 * Opens the target and the reporters, runs the verb, and closes all again. The last event is `release-ended`,
 * whatever happens. Resolves with the exit code; `asked` tells whether to end rolled back is what the user wanted.
 */
export async function inSession(
  project: Project,
  options: RunOptions,
  verb: { readonly asked: "forward" | "back"; run(session: Session): Promise<ReleaseReport> },
): Promise<number> {
  const { host } = project;
  const reporters = await openReporters(host, options);
  project.notes.listen((note) => reporters.emit({ kind: "noted", note }));
  const interruption = watchInterrupt(host, options.grace);
  let opened: OpenTarget | undefined;
  try {
    const config = configOf(project);
    opened = await openTarget(await targetSettings(config, host), { emit: reporters.emit });
    const ports: EnginePorts = {
      target: opened.target,
      counter: opened,
      git: project.git,
      tree: workingTree(project, options),
      records: recordsOf(project),
      ceilings: { ...limitsOf(config), attempts: ATTEMPTS, visibleMs: VISIBLE_MS },
      clock: systemClock,
      random: Math.random,
      emit: reporters.emit,
      interrupted: interruption.interrupted,
      outOfTime: interruption.outOfTime,
      holder: { host: host.hostname, pid: host.pid },
    };
    const { outcome } = await verb.run({ opened, ports });
    return exitCodeOf(outcome, verb.asked);
  } catch (thrown) {
    // The engine throws only where nothing has begun.
    reporters.emit({ kind: "release-ended", ...refusedWith(thrown, opened?.requests ?? 0) });
    printStack(host, options, thrown);
    return exitCodeOf("refused", verb.asked);
  } finally {
    interruption.stop();
    reporters.close();
    opened?.close();
  }
}

export function recordsOf({ git }: Pick<Project, "git">): ReleaseRecords {
  return openRecords(join(git.gitDirectory(), "convoy", "releases"));
}

/** The report of a run that began nothing. */
export function refusedWith(thrown: unknown, requests: number): ReleaseReport {
  return { ...emptyReport(requests), outcome: "refused", error: describeError(thrown) };
}

export function nothingToDo(requests: number): ReleaseReport {
  return { ...emptyReport(requests), outcome: "nothing-to-do" };
}

function emptyReport(requests: number): Omit<ReleaseReport, "outcome"> {
  return { id: null, packages: [], tags: [], commit: null, requests, durationMs: 0 };
}
