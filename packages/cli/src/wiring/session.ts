import { setTimeout as sleep } from "node:timers/promises";
import type { Emit, ReleaseReport } from "@convoy/core";
import type { Clock, EnginePorts } from "@convoy/engine";
import { openTarget, type OpenTarget } from "@convoy/registry";
import { exitCodeOf } from "../exit-codes.ts";
import { printNotes, printStack, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { hideRelease, showReleases } from "../host-releases/show-releases.ts";
import { refusedWith } from "./empty-report.ts";
import { holderOf, isRunningHere } from "./holder.ts";
import { packedFolder } from "./packed.ts";
import { configOf, openProject, type Project } from "./project.ts";
import { recordsOf } from "./records.ts";
import { openReporters } from "./reporters.ts";
import { limitsOf, targetSettings } from "./settings.ts";
import { watchInterrupt, type Interruption } from "./watch-interrupt.ts";
import { workingTree } from "./working-tree.ts";
import type { PlanOptions } from "./plans.ts";

export interface RunOptions extends CommonOptions, PlanOptions {
  /** Seconds that a rollback after an interruption may take. */
  readonly grace: number;
  /** Seconds to wait for another release that is under way. */
  readonly wait?: number;
  /** The folder with the tarballs, as `convoy pack` has left it; without it they are packed here. */
  readonly from?: string;
}

const ATTEMPTS = 5;
const VISIBLE_MS = 120_000;

export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  sleep: (ms) => sleep(ms),
};

/** One run of a verb that runs. */
export interface Session {
  readonly project: Project;
  readonly emit: Emit;
  /** Opens the target: the first request of the run. Until then all is decided from the repository alone. */
  readonly open: () => Promise<OpenSession>;
}

/** Everything that the engine touches, opened for one run. */
export interface OpenSession {
  readonly opened: OpenTarget;
  readonly ports: EnginePorts;
}

export interface RunningVerb {
  /** Whether to end rolled back is what the user wanted. */
  readonly asked: "forward" | "back";
  /** Emits `release-ended` itself unless it throws, and throws only where nothing has begun. */
  run(session: Session): Promise<ReleaseReport>;
}

/** How a run ended. */
export interface Ended {
  readonly report: ReleaseReport;
  readonly exitCode: number;
}

/**
 * Opens the project and the reporters, runs the verb, and closes all again. The last event is `release-ended`,
 * whatever happens, and its report is the answer.
 */
export async function inSession(host: Host, options: RunOptions, verb: RunningVerb): Promise<Ended> {
  const reporters = await openReporters(host, options);
  const interruption = watchInterrupt(host, options.grace);
  const { emit } = reporters;
  let opened: OpenTarget | undefined;
  try {
    const project = await openProject(host, options);
    project.notes.listen((note) => emit({ kind: "noted", note }));
    const config = configOf(project);
    const open = async (): Promise<OpenSession> => {
      opened = await openTarget(await targetSettings(config, host), { emit });
      return {
        opened,
        ports: portsOf(project, { opened, interruption, emit, folder: packedFolder(host, options) }),
      };
    };
    const report = await verb.run({ project, emit, open });
    await showOnHost(project, report);
    return { report, exitCode: exitCodeOf(report.outcome, verb.asked) };
  } catch (thrown) {
    const report = refusedWith(thrown, opened?.requests ?? 0);
    emit({ kind: "release-ended", ...report });
    printStack(host, options, thrown);
    return { report, exitCode: exitCodeOf(report.outcome, verb.asked) };
  } finally {
    interruption.stop();
    reporters.close();
    opened?.close();
  }
}

/** After the end, of which it changes nothing; also when there was nothing to do, for what an earlier run has left. */
async function showOnHost(project: Project, { outcome, id }: ReleaseReport): Promise<void> {
  if (outcome === "done" || outcome === "nothing-to-do")
    printNotes(project.host, await showReleases(project));
  else if (outcome === "rolled-back" && id !== null) printNotes(project.host, await hideRelease(project, id));
}

export interface OpenParts {
  readonly opened: OpenTarget;
  readonly interruption: Interruption;
  readonly emit: Emit;
  /** Where the tarballs are that were packed elsewhere. */
  readonly folder: string | undefined;
}

/** All that the engine touches, of a project and a target that are open. */
export function portsOf(project: Project, { opened, interruption, emit, folder }: OpenParts): EnginePorts {
  const { host } = project;
  return {
    target: opened.target,
    counter: opened,
    git: project.git,
    tree: workingTree(project, folder),
    ...recordsOf(project),
    ceilings: { ...limitsOf(configOf(project)), attempts: ATTEMPTS, visibleMs: VISIBLE_MS },
    clock: systemClock,
    random: Math.random,
    emit,
    interrupted: interruption.interrupted,
    outOfTime: interruption.outOfTime,
    holder: holderOf(host, project.git),
    isRunning: isRunningHere(host),
  };
}
