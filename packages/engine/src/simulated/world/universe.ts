import { openRecords } from "../../journal/records.ts";
import type { Clock, EnginePorts } from "../../ports.ts";
import { diceOf, type Dice } from "./dice.ts";
import { GitPort, Leases } from "./git-port.ts";
import { Machine, Remote } from "./machine.ts";
import { CLIENTS, install, unresolvable, type LockFile, type Shelf } from "./observer.ts";
import { PackageStore, STALE_MS } from "./package-store.ts";
import { targetOf } from "./registry-port.ts";
import { castOf, packingOf, setTheScene, type Cast } from "./script.ts";
import { SharedPort } from "./shared-port.ts";
import { SimulatedProcess, type Crash } from "./simulated-process.ts";
import { storyOf, type Story } from "./story.ts";
import { Timeline } from "./timeline.ts";
import { TreePort, type Packing } from "./tree-port.ts";
import { Weather } from "./weather.ts";
import { Witness } from "./witness.ts";

/** Where the records of a clone lie on a simulated disk. */
export const RECORDS = "/clone/.git/convoy/releases";

/** A process and the ports through which the engine works in it. */
export interface Spawned {
  readonly process: SimulatedProcess;
  readonly ports: EnginePorts;
  readonly machine: Machine;
  /** The user wants it to stop, and gives it this long. */
  interrupt(graceMs: number): void;
}

/** All that there is in a story. */
export class Universe {
  readonly story: Story;
  readonly cast: readonly Cast[];
  readonly timeline: Timeline = new Timeline();
  readonly dice: Dice;
  readonly weather: Weather;
  readonly remote: Remote = new Remote();
  readonly stage: PackageStore;
  readonly channel: PackageStore;
  readonly witness: Witness;
  readonly here: Machine;
  readonly elsewhere: Machine;
  /** Lock files that consumers wrote before the release, and that must work for ever. */
  readonly lockFiles: LockFile[] = [];
  readonly #packing: Packing;
  readonly #running: Set<string> = new Set();
  #processes = 0;
  #checked = -1;

  constructor(seed: number, story: Story = storyOf(seed)) {
    this.story = story;
    this.cast = castOf(story);
    this.dice = diceOf(seed);
    this.weather = new Weather(story.climate, this.dice, () => this.timeline.now);
    let lag = (): number => 0;
    this.stage = new PackageStore("stage", this.timeline, () => lag());
    this.channel = new PackageStore("channel", this.timeline, () => lag());
    this.witness = new Witness(this.timeline, () => this.channel, story.climate.lagMs + STALE_MS);
    this.#packing = packingOf(this.cast);
    setTheScene(this.cast, this);
    lag = () => this.weather.lag();
    const files = new Map(this.cast.map(({ name }) => [`packages/${name}/package.json`, `${name} at 1.0.0`]));
    this.remote.refs.set("main", this.remote.commits.make("base", { parent: null, reverts: null, files }));
    this.here = new Machine("here", this.remote, this.dice);
    this.elsewhere = new Machine("elsewhere", this.remote, this.dice);
  }

  /** Starts a process of Convoy on the machine. */
  spawn(machine: Machine, verb: string, crash: Crash | null): Spawned {
    const pid = (this.#processes += 1);
    const process = new SimulatedProcess(`${verb} ${pid}`, this, crash ?? undefined);
    const key = `${machine.name} ${pid}`;
    this.#running.add(key);
    process.onDeath(() => void this.#running.delete(key));
    const stops = { interrupted: new AbortController(), outOfTime: new AbortController() };
    this.timeline.tell(`${process.name} starts ${machine.name}`);
    const interrupt = (graceMs: number): void => {
      this.timeline.tell(`${process.name} is interrupted, and has ${graceMs} ms`);
      stops.interrupted.abort();
      this.timeline.in(graceMs, () => stops.outOfTime.abort());
    };
    return { process, ports: this.#portsOf({ process, machine, pid }, stops), machine, interrupt };
  }

  #portsOf(
    {
      process,
      machine,
      pid,
    }: { readonly process: SimulatedProcess; readonly machine: Machine; readonly pid: number },
    stops: { readonly interrupted: AbortController; readonly outOfTime: AbortController },
  ): EnginePorts {
    const { timeline, weather, remote, witness } = this;
    const line = {
      timeline,
      weather,
      remote,
      witness,
      process,
      machine,
      disk: machine.disk,
      leases: new Leases(),
      onCommit: (tags: readonly string[]) => witness.committing(tags, this.#places),
    };
    return {
      target: targetOf(this.story.strategy, this, line),
      counter: { requests: 0 },
      git: new GitPort(line),
      shared: new SharedPort(line),
      tree: new TreePort(line, this.#packing),
      records: openRecords(
        RECORDS,
        machine.disk.of(process, () => weather.fillsDisk()),
      ),
      ceilings: { upload: 4, copy: 2, read: 8, attempts: 4, visibleMs: 10_000 },
      clock: clockOf(timeline, process),
      random: () => this.dice.roll(),
      emit: (event) => event.kind === "turned-back" && process.tell(`turns back: ${event.error.message}`),
      interrupted: stops.interrupted.signal,
      outOfTime: stops.outOfTime.signal,
      holder: { host: machine.name, pid },
      isRunning: ({ host, pid: other }) => this.#running.has(`${host} ${other}`) && host === machine.name,
    };
  }

  /** Where a version may lie when its release is committed. */
  get #places(): readonly PackageStore[] {
    return this.story.strategy === "staged" ? [this.stage, this.channel] : [this.channel];
  }

  /** The channel as consumers see it now. */
  shelf(): Shelf {
    return new Map(this.channel.names.map((name) => [name, this.channel.view(name)]));
  }

  /** Consumers install all that there is: what they lock now must work for ever. */
  installEverything(): void {
    const shelf = this.shelf();
    for (const [name, { versions }] of shelf)
      for (const wanted of versions.keys())
        for (const client of CLIENTS) this.lockFiles.push(install(client, shelf, { name, wanted }));
  }

  /** What must be true at every moment (I1). Throws at the first breach of any invariant. */
  check(): void {
    const shelf = this.shelf();
    if (this.channel.changes !== this.#checked) {
      this.#checked = this.channel.changes;
      // A tag that somebody gives to a version at the moment of its removal is in a race that nobody can win.
      const faults = unresolvable(shelf).filter((fault) => !fault.startsWith("dist-tag stable "));
      for (const fault of faults) this.witness.breach("I1", fault);
    }
    const [breach] = this.witness.breaches;
    if (breach !== undefined) throw new Error(breach);
  }
}

function clockOf(timeline: Timeline, process: SimulatedProcess): Clock {
  return {
    now: () => timeline.now,
    wall: () => 1_700_000_000_000 + timeline.now,
    sleep: (ms) => process.sleep(ms),
  };
}
