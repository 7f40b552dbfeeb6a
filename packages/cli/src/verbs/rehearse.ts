import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReleaseError, type RehearsalOutcome, type RehearsalReport } from "@convoy/core";
import { rehearsalText, type RehearsalStart } from "@convoy/report";
import { colourful, printNotes, type Answer, type CommonOptions } from "../answer.ts";
import { DONE, FAILED, REFUSED } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { channelNow, type ChannelNow } from "../rehearsal/channel-now.ts";
import { cloneProject, type ClonedProject } from "../rehearsal/clone.ts";
import { emulate } from "../rehearsal/emulated-place.ts";
import { refuseUnfailable } from "../rehearsal/failure.ts";
import { stopIfInterrupted, unlessInterrupted } from "../rehearsal/interrupted.ts";
import { narrationFor, type Narration } from "../rehearsal/narration.ts";
import { outsideOf } from "../rehearsal/outside.ts";
import { perform, type Performance } from "../rehearsal/perform.ts";
import { subjectOf, type RehearsalSubject } from "../rehearsal/subject.ts";
import type { PlanOptions } from "../wiring/plans.ts";
import { configOf, openProject } from "../wiring/project.ts";
import { watchInterrupt, type Interruption } from "../wiring/watch-interrupt.ts";
import { publishIn } from "./publish.ts";
import { releaseIn } from "./release.ts";

export interface RehearseOptions extends CommonOptions, PlanOptions {
  /** Ask neither the channel nor the git remote. */
  readonly offline?: true;
  /** The package at which it is to fail for good. */
  readonly failAt?: string;
  /** Take along what git ignores, such as what was built before. */
  readonly withIgnored?: true;
  /** Leave the folder that it was rehearsed in. */
  readonly keep?: true;
}

/**
 * Runs the whole release against an emulator that has what the channel has, in a clone with a remote of its own, and
 * installs each package from it. The channel and the remote are read; nothing outside of a temporary folder is written.
 */
export async function rehearse(host: Host, options: RehearseOptions): Promise<Answer> {
  const interruption = watchInterrupt(host, 0);
  const narration = narrationFor(host, options);
  const folder = await realpath(await mkdtemp(join(tmpdir(), "convoy-rehearsal-")));
  try {
    const report = await rehearseIn(folder, { host, options, interruption, narration });
    const text = rehearsalText(report, { colour: colourful(host, host.stdout) });
    return { document: report, text, exitCode: exitCodeOf(report.outcome) };
  } finally {
    interruption.stop();
    if (options.keep) printNotes(host, [`it was rehearsed in ${folder}, which stays`]);
    else await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Stage {
  readonly host: Host;
  readonly options: RehearseOptions;
  readonly interruption: Interruption;
  readonly narration: Narration;
}

async function rehearseIn(folder: string, stage: Stage): Promise<RehearsalReport> {
  const { host, options, interruption, narration } = stage;
  const project = await openProject(host, options);
  const config = configOf(project);
  const subject = await subjectOf(project, options);
  refuseUnfailable(options.failAt, subject, config);
  const offline = options.offline === true;
  const wish = {
    ...subject,
    offline,
    snapshot: options.snapshot !== undefined,
    withIgnored: options.withIgnored === true,
    signal: interruption.interrupted,
  };
  const unlessStopped = <T>(work: Promise<T>): Promise<T> => unlessInterrupted(interruption, work);
  const cloned = await unlessStopped(cloneProject(project, folder, wish));
  const channel = await unlessStopped(channelNow(project, subject, { offline }));
  narration.begin(startOf(subject, cloned, channel));
  refuseUnknowable(subject, channel);
  stopIfInterrupted(interruption);
  const { packages } = await project.read();
  const outside = await outsideOf(project, new Set(packages.map(({ name }) => name)));
  const target = await emulate(config, { channel, versions: subject.versions, outside });
  const ready = { subject, cloned, channel, outside, target, narration, interruption, offline };
  try {
    return await perform({
      ...ready,
      failAt: options.failAt,
      withIgnored: wish.withIgnored,
      run: runOf(subject, options),
    });
  } finally {
    await target.emulator.close();
  }
}

/** The verb itself, in the clone. No grace: nobody is hurt by what is left there. */
function runOf({ verb }: RehearsalSubject, options: RehearseOptions): Performance["run"] {
  const {
    offline: _offline,
    failAt: _failAt,
    keep: _keep,
    withIgnored: _withIgnored,
    ...planOptions
  } = options;
  const runOptions = { ...planOptions, cwd: ".", grace: 0 };
  return (session) => (verb === "release" ? releaseIn(session, runOptions) : publishIn(session, runOptions));
}

function startOf({ verb }: RehearsalSubject, { clone }: ClonedProject, channel: ChannelNow): RehearsalStart {
  const { commit, branch, remote } = clone;
  const { label: target, packages, latencyMs, unread } = channel;
  const read = unread === undefined ? { read: { packages: packages.size, latencyMs } } : {};
  return { verb, commit, branch, remote, target, ...read };
}

/** What is to be published is what the channel lacks: without the channel nobody knows. */
function refuseUnknowable({ verb }: RehearsalSubject, { unread }: ChannelNow): void {
  if (verb === "release" || unread === undefined) return;
  throw new ReleaseError(
    "CHANNEL_UNKNOWN",
    `no changeset asks for a release, and what else there is to publish only the channel can say: ${unread.message}`,
    { hint: unread.hint ?? "Rehearse where the channel can be read." },
  );
}

function exitCodeOf(outcome: RehearsalOutcome): number {
  if (outcome === "refused") return REFUSED;
  return ["would-arrive", "nothing-to-do", "taken-back"].includes(outcome) ? DONE : FAILED;
}
