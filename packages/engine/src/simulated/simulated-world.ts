import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FailurePolicy, PlannedRelease, ReleaseEvent, ReleasePlan } from "@convoy/core";
import { onCleanUp } from "@convoy/testkit";
import { rm } from "node:fs/promises";
import { localDisk, type Disk } from "../journal/disk.ts";
import { openRecords } from "../journal/records.ts";
import type { EnginePorts } from "../ports.ts";
import type { ReleaseOrder } from "../release/order.ts";
import { SimulatedGit } from "./simulated-git.ts";
import { SimulatedRepository, stagedTargetOf } from "./simulated-registry.ts";
import { SimulatedShared } from "./simulated-shared.ts";
import { SimulatedTree } from "./simulated-tree.ts";

/** Everything that the engine touches, in memory, with time that passes only when somebody waits. */
export interface SimulatedWorld {
  readonly stage: SimulatedRepository;
  readonly channel: SimulatedRepository;
  readonly git: SimulatedGit;
  readonly shared: SimulatedShared;
  readonly tree: SimulatedTree;
  readonly events: ReleaseEvent[];
  readonly ports: EnginePorts;
  interrupt(): void;
}

export async function simulatedWorld(
  strategy: "staged" | "direct",
  disk: Disk = localDisk,
): Promise<SimulatedWorld> {
  const folder = await mkdtemp(join(tmpdir(), "convoy-engine-"));
  onCleanUp(() => rm(folder, { recursive: true, force: true }));
  const stage = new SimulatedRepository("acme/npm-staging");
  const channel = new SimulatedRepository("acme/npm-releases");
  const tree = new SimulatedTree();
  const shared = new SimulatedShared();
  const git = new SimulatedGit(shared);
  const events: ReleaseEvent[] = [];
  const interruption = new AbortController();
  let now = 0;
  const ports: EnginePorts = {
    target: strategy === "staged" ? stagedTargetOf(stage, channel) : { strategy, channel },
    counter: { requests: 0 },
    git,
    shared,
    tree,
    records: openRecords(folder, closedInTheEnd(disk)),
    ceilings: { upload: 4, copy: 2, read: 8, attempts: 4, visibleMs: 10_000 },
    clock: {
      now: () => now,
      wall: () => 1_700_000_000_000 + now,
      sleep: async (ms) => {
        now += ms;
      },
    },
    random: () => 0.5,
    emit: (event) => void events.push(event),
    interrupted: interruption.signal,
    outOfTime: new AbortController().signal,
    holder: { host: "here", pid: 1 },
    isRunning: () => false,
  };
  return { stage, channel, git, shared, tree, events, ports, interrupt: () => interruption.abort() };
}

/** A process that dies in a story does not close its journal, and the one that runs the test lives on. */
function closedInTheEnd(disk: Disk): Disk {
  return {
    ...disk,
    async append(path, bytes) {
      const appender = await disk.append(path, bytes);
      onCleanUp(() => appender.close());
      return appender;
    },
  };
}

/** A release of packages that go from 1.0.0 to 1.1.0: `orderOf("codec", "http after codec")`. */
export function orderOf(...packages: readonly string[]): ReleaseOrder {
  const releases = packages.map((text): PlannedRelease => {
    const [name = "", , ...after] = text.split(" ");
    return {
      name,
      dir: name,
      from: "1.0.0",
      to: "1.1.0",
      bump: "minor",
      because: [],
      after,
      distTag: "latest",
    };
  });
  const plan: ReleasePlan = { format: 1, commit: "base", releases, estimate: { requests: 0, depth: 1 } };
  const tags = Object.fromEntries(releases.map(({ name, to }) => [name, `${name}@${to}`]));
  return { verb: "release", plan, onFailure: "rollback", tags, commitMessage: "chore: release", waitMs: 0 };
}

export function holding(order: ReleaseOrder): ReleaseOrder {
  const onFailure: FailurePolicy = "hold";
  return { ...order, onFailure };
}
