import { distTagsBy, planPublish, type PackageView, type ReleasePlan } from "@convoy/core";
import { carryOut, openRecords, type EnginePorts, type ReleaseRecords } from "@convoy/engine";
import { DEFAULT_LIMITS, Gate } from "@convoy/registry";
import { generateSpec, tempFolder, type PackageSpec, type Shape } from "@convoy/testkit";
import { asking, targetOf, type Stored } from "./registry.ts";
import { simulatedGit, simulatedTree } from "./repository.ts";
import { serviceOf, type Service, type ServiceSettings } from "./service.ts";
import { virtualClock, type VirtualClock } from "./virtual-clock.ts";

export interface Scene extends ServiceSettings {
  readonly packages: number;
  readonly shape: Shape;
  readonly seed: number;
  readonly strategy: "staged" | "direct";
}

export interface Simulated {
  readonly edges: number;
  /** Seconds of the release, by its clock. */
  readonly seconds: number;
  /** Seconds of each phase. */
  readonly phases: Readonly<Record<string, number>>;
  readonly requests: number;
  /** Requests that the service turned away for going too fast. */
  readonly refused: number;
  /** Seconds that this process worked, planning included. */
  readonly cpu: number;
  /** The most memory that this process had, in MB. */
  readonly rss: number;
}

/**
 * Plans and publishes packages that are all in the channel with an older version: the planner, the engine with its
 * journal on the disk and the limits are the real ones; service, git and files are simulated, and so is the time.
 */
export async function simulate(scene: Scene): Promise<Simulated> {
  const { packages } = generateSpec({ seed: scene.seed, packages: scene.packages, shape: scene.shape });
  const before = process.cpuUsage();
  const { ports, clock, service, phases } = await worldOf(scene, packages);
  const { outcome, error, requests } = await clock.run(release(scene, packages, ports));
  if (outcome !== "done") throw new Error(`the release ended ${outcome}: ${error?.message}`);
  const { user, system } = process.cpuUsage(before);
  return {
    edges: packages.reduce((sum, { deps = {} }) => sum + Object.keys(deps).length, 0),
    seconds: clock.now() / 1000,
    phases,
    requests,
    refused: service.refused,
    cpu: (user + system) / 1e6,
    rss: process.resourceUsage().maxRSS / 1024,
  };
}

interface World {
  readonly ports: EnginePorts;
  readonly clock: VirtualClock;
  readonly service: Service;
  readonly phases: Readonly<Record<string, number>>;
}

async function worldOf(scene: Scene, packages: readonly PackageSpec[]): Promise<World> {
  const clock = virtualClock();
  const service = serviceOf(scene, clock);
  const phases: Record<string, number> = {};
  const { signal } = new AbortController();
  const emit: EnginePorts["emit"] = (event) => {
    if (event.kind === "phase-ended") phases[event.phase] = event.durationMs / 1000;
  };
  const withoutDeadlines = { ...clock, deadline: () => () => undefined };
  const gate = new Gate(DEFAULT_LIMITS, { emit, clock: withoutDeadlines, random: () => 0.5, signal });
  const stored: Stored = new Map(packages.map(({ name }) => [name, new Map([["0.0.1", "sha512-old"]])]));
  const ports: EnginePorts = {
    target: targetOf(scene.strategy, stored, asking(gate, service)),
    counter: gate,
    ...simulatedGit(),
    tree: simulatedTree,
    records: untimed(openRecords(await tempFolder("records")), clock),
    ceilings: { ...DEFAULT_LIMITS, visibleMs: 120_000 },
    clock,
    random: () => 0.5,
    emit,
    interrupted: signal,
    outOfTime: signal,
    holder: { host: "bench", pid: 1 },
    isRunning: () => false,
  };
  return { ports, clock, service, phases };
}

/** As `convoy publish` does it: a look at every package, the plan, the release. */
async function release(
  { strategy }: Scene,
  packages: readonly PackageSpec[],
  ports: EnginePorts,
): ReturnType<typeof carryOut> {
  const looks = packages.map(async ({ name }): Promise<readonly [string, PackageView]> => [
    name,
    await ports.target.channel.look(name),
  ]);
  const seen = new Map(await Promise.all(looks));
  const plan = planOf(packages, seen, strategy);
  const tags = Object.fromEntries(plan.releases.map(({ name, to }) => [name, `${name}@${to}`]));
  const order = {
    verb: "publish",
    plan,
    tags,
    seen,
    onFailure: "rollback",
    commitMessage: "",
    waitMs: 0,
  } as const;
  return carryOut(order, ports);
}

function planOf(
  packages: readonly PackageSpec[],
  channel: ReadonlyMap<string, PackageView>,
  strategy: Scene["strategy"],
): ReleasePlan {
  const workspace = {
    root: "/workspace",
    packages: packages.map(({ name, version = "1.0.0", deps = {} }) => ({
      name,
      dir: `packages/${name}`,
      version,
      private: false,
      dependencies: Object.keys(deps).map(
        (need) => ({ name: need, kind: "dependencies", range: "workspace:^" }) as const,
      ),
    })),
  };
  const head = { commit: "base", strategy, workspace };
  return planPublish({ ...head, channel, distTag: distTagsBy({}) });
}

/** The journal is written for real, and takes no time of the clock. */
function untimed(records: ReleaseRecords, { meanwhile }: VirtualClock): ReleaseRecords {
  return {
    async open(id) {
      const { entries, journal } = await meanwhile(records.open(id));
      return {
        entries,
        journal: {
          append: (entry) => meanwhile(journal.append(entry)),
          close: () => meanwhile(journal.close()),
        },
      };
    },
    find: (id) => meanwhile(records.find(id)),
    list: () => meanwhile(records.list()),
    artifactFolder: (id) => meanwhile(records.artifactFolder(id)),
    dropArtifacts: (id) => meanwhile(records.dropArtifacts(id)),
    forget: (id) => meanwhile(records.forget(id)),
    prune: () => meanwhile(records.prune()),
  };
}
