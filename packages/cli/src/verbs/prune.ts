import { ReleaseError, versionsToPrune, type PackagePruning } from "@convoy/core";
import type { Inventories } from "@convoy/registry";
import { pruneText, type PruneLine } from "@convoy/report";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import { DONE, UNFINISHED } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { configOf, openProject, type Project } from "../wiring/project.ts";
import { channelLines, pruneChannel, pruneStage, stageLines } from "../wiring/pruning/carry-out.ts";
import { withLock } from "../wiring/pruning/lock.ts";
import { lookAtChannel, type Circumstances } from "../wiring/pruning/look.ts";
import { rulesOf } from "../wiring/pruning/rules.ts";
import { leftoversIn, type StagedLeftovers } from "../wiring/pruning/staged.ts";
import { allReleases, recordsOf } from "../wiring/records.ts";
import { withTarget } from "../wiring/with-target.ts";

export interface PruneOptions extends CommonOptions {
  /** Do it. Without it, it is only shown. */
  readonly yes?: true;
  /** Seconds to wait for a release that is under way. */
  readonly wait?: number;
}

/** Thins out what the channel and the stage keep, by the rules of convoy.json. Shows it, and with `--yes` does it. */
export async function prune(host: Host, options: PruneOptions): Promise<Answer> {
  const project = await openProject(host, options);
  return withTarget(project, async ({ inventories, label }) => {
    if (inventories === undefined) throw unsupported(label);
    const run = async (): Promise<readonly PruneLine[]> => {
      const decided = await decide(project, inventories);
      return options.yes ? carryOut(inventories, decided) : linesOf(decided);
    };
    const removals = options.yes ? await withLock(project, options, run) : await run();
    return answerOf(host, { inventories, removals, applied: options.yes === true });
  });
}

function unsupported(label: string): ReleaseError {
  return new ReleaseError(
    "PRUNE_UNSUPPORTED",
    `${label} is a plain npm registry, of which nothing is pruned`,
    {
      hint: "Hiding and archiving versions is CodeArtifact's. Elsewhere the registry's own retention does it, or `npm deprecate`.",
    },
  );
}

interface Decided {
  readonly turns: readonly (readonly PackagePruning[])[];
  readonly leftovers: readonly StagedLeftovers[];
}

async function decide(project: Project, { channel, stage }: Inventories): Promise<Decided> {
  const { packages } = await project.read();
  const own = new Set(packages.filter((one) => !one.private).map(({ name }) => name));
  const circumstances: Circumstances = {
    rules: rulesOf(configOf(project)),
    now: Date.now(),
    untouchable: await underWay(project),
  };
  const stored = await lookAtChannel(channel, own, circumstances);
  const released = new Map(stored.filter((one) => one.own).map(({ name, versions }) => [name, versions]));
  return {
    turns: versionsToPrune({ packages: stored, ...circumstances }),
    leftovers: stage === undefined ? [] : await leftoversIn(stage, released, circumstances),
  };
}

/** What the releases publish that have not ended, on whatever machine. */
async function underWay(project: Project): Promise<ReadonlySet<string>> {
  const { releases, unasked } = await allReleases(recordsOf(project));
  if (unasked !== undefined) throw ReleaseError.from(unasked);
  const unfinished = releases.filter(({ ended }) => !ended);
  return new Set(
    unfinished.flatMap(({ opening }) => opening.plan.releases.map(({ name, to }) => `${name}@${to}`)),
  );
}

function linesOf({ turns, leftovers }: Decided): readonly PruneLine[] {
  return [...channelLines(turns), ...leftovers.flatMap(stageLines)];
}

async function carryOut(
  { channel, stage }: Inventories,
  { turns, leftovers }: Decided,
): Promise<readonly PruneLine[]> {
  const lines = await pruneChannel(channel, turns);
  return stage === undefined ? lines : [...lines, ...(await pruneStage(stage, leftovers))];
}

interface Ended {
  readonly inventories: Inventories;
  readonly removals: readonly PruneLine[];
  readonly applied: boolean;
}

function answerOf(host: Host, { inventories, removals, applied }: Ended): Answer {
  const { channel, stage } = inventories;
  const repositories = { channel: channel.label, ...(stage === undefined ? {} : { stage: stage.label }) };
  const text = pruneText({ repositories, removals, applied }, { colour: colourful(host, host.stdout) });
  const failed = removals.some(({ outcome }) => outcome === "failed");
  return {
    document: { format: 1, repositories, removals, applied },
    text,
    exitCode: failed ? UNFINISHED : DONE,
  };
}
