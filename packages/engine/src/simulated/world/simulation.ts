import type { EnginePorts } from "../../ports.ts";
import { carryOut } from "../../release/carry-out.ts";
import type { ReleaseOrder } from "../../release/order.ts";
import { allTogether } from "../../release/synced-record.ts";
import { Ending } from "./ending.ts";
import { actOfOthers } from "./foreign-acts.ts";
import type { Machine } from "./machine.ts";
import { isRival, knownReleases, partIn, RIVAL, sharedOn } from "./known-releases.ts";
import { Calls } from "./calls.ts";
import { breachIn, describe } from "./end.ts";
import { orderOf } from "./script.ts";
import type { Story } from "./story.ts";
import { Universe } from "./universe.ts";

/** What came of a story. */
export interface Played {
  readonly outcome: string;
  readonly events: number;
  readonly processes: number;
  readonly trace: readonly string[];
  /** The first breach; undefined when every invariant held after every event. */
  readonly breach?: string;
}

/** Calls of a recovery in calm weather after which a release must have ended (I9). */
const CALM_CALLS = 4;

/** Plays the story of the seed to its end, and checks the invariants after every event. */
export async function play(seed: number, story?: Story): Promise<Played> {
  const universe = new Universe(seed, story);
  const calls = new Calls(universe);
  const simulation = new Simulation(universe, calls);
  const { timeline } = universe;
  const told = (): Pick<Played, "events" | "processes" | "trace"> => ({
    events: timeline.events,
    processes: calls.processes,
    trace: timeline.trace,
  });
  try {
    const outcome = await timeline.run(simulation.play(), () => universe.check());
    universe.check();
    return { outcome, ...told() };
  } catch (thrown) {
    return {
      outcome: "breach",
      ...told(),
      breach: breachIn(thrown),
    };
  }
}

class Simulation {
  readonly #universe: Universe;
  readonly #calls: Calls;
  #rival: Promise<void> = Promise.resolve();

  constructor(universe: Universe, calls: Calls) {
    this.#universe = universe;
    this.#calls = calls;
  }

  async play(): Promise<string> {
    const { story, cast, timeline, weather } = this.#universe;
    this.#universe.installEverything();
    const ending = new Ending(this.#universe);
    const order = orderOf(story, cast);
    this.#begin(order);
    await this.#first(order);
    for (const { verb, elsewhere, pauseMs, crash } of story.chapters) {
      await timeline.sleep(pauseMs);
      const [id] = await this.#calls.unfinished();
      if (id === undefined) break;
      const machine = elsewhere ? this.#universe.elsewhere : this.#universe.here;
      if (elsewhere) machine.pull(this.#universe.remote);
      await this.#calls.recover(id, verb, { machine, crash });
    }
    weather.calmDown();
    await this.#endRival();
    const outcome = await this.#endInCalm(ending);
    await this.#again(order, outcome);
    return outcome;
  }

  /** The release itself, with all that the story has for its first process. */
  async #first(order: ReleaseOrder): Promise<void> {
    const { story, here } = this.#universe;
    const spawned = this.#calls.spawn(here, "release", story.crash);
    spawned.process.onEffect((count) => {
      if (story.interrupt?.at === count) spawned.interrupt(story.interrupt.graceMs);
      for (const foreign of story.foreign) if (foreign.at === count) actOfOthers(this.#universe, foreign);
      if (story.rival === count) this.#rival = this.#challenge();
    });
    await this.#calls.run(spawned, () => carryOut(order, spawned.ports));
  }

  /** Another machine wants to release something else meanwhile: it must be refused while this release is unfinished (I6). */
  async #challenge(): Promise<void> {
    const { story, elsewhere, remote } = this.#universe;
    if (remote.records.size === 0) return;
    const order = orderOf({ ...story, verb: "publish" }, [
      { name: RIVAL, after: [], dependsOn: [], was: "new", distTag: "latest", exact: false },
    ]);
    const spawned = this.#calls.spawn(elsewhere, "rival", null);
    const { emit } = spawned.ports;
    const ports: EnginePorts = {
      ...spawned.ports,
      emit: (event) => {
        emit(event);
        if (event.kind === "release-started") void this.#mustBeAlone();
      },
    };
    await this.#calls.run(spawned, () => carryOut(order, ports));
  }

  async #mustBeAlone(): Promise<void> {
    const [id] = await this.#calls.unfinished();
    if (id !== undefined)
      this.#universe.witness.breach("I6", `a second release began while ${id} was unfinished`);
  }

  /** The other release comes to its end as well, and everybody hears of it. */
  async #endRival(): Promise<void> {
    await this.#rival;
    const { elsewhere, remote, witness } = this.#universe;
    for (let call = 0; ; call += 1) {
      const open = allTogether([], sharedOn(remote)).find((record) => !record.ended && isRival(record));
      if (!open) return;
      if (call === CALM_CALLS)
        return witness.breach("I9", `the other release, ${open.opening.id}, does not end`);
      await this.#calls.recover(open.opening.id, "rollback", { machine: elsewhere, crash: null });
    }
  }

  /** How it ended, and that no later command changes it but one that takes a done release back. */
  async #endInCalm(ending: Ending): Promise<string> {
    if (!(await this.#endAll())) return "unfinished";
    const { here, timeline, dice } = this.#universe;
    // Whatever is still on its way arrives: it must not change how the release ended.
    await timeline.sleep(60_000);
    // Of a process that died while it asked for the lock, that is the lock itself.
    if (!(await this.#endAll())) return "unfinished";
    const [ended] = await knownReleases(this.#universe);
    if (!ended) {
      ending.checkUntouched();
      return "nothing begun";
    }
    const { record, knownOn } = ended;
    const { id } = record.opening;
    const alone = knownOn === undefined || knownOn === here;
    const taking = await partIn(here, id);
    const follows = taking === "open";
    // A clone that had no part in the release pulls, as anybody does; any other must not be behind.
    if (taking === undefined) here.pull(this.#universe.remote);
    if (knownOn || !follows) ending.check(record, knownOn ?? here);
    if (follows) {
      // Its own clone is brought along, and is then as it would be if it had ended the release itself.
      const verb = record.lastReport?.outcome === "done" ? "resume" : "rollback";
      const crash = { at: 1 + dice.below(6), point: "after-effect" } as const;
      await this.#calls.recover(id, verb, { machine: here, crash });
      await this.#calls.recover(id, verb, { machine: here, crash: null });
      ending.check(record, here);
    }
    const outcome = record.lastReport?.outcome ?? "unknown";
    const machineOfEnd = alone || follows ? here : knownOn;
    await this.#repeat(id, outcome, machineOfEnd);
    const { regret, rival, foreign } = this.#universe.story;
    // What others have built on it, or touched, is their affair.
    if (outcome !== "done" || regret === null || rival !== null || foreign.length > 0) return outcome;
    return this.#takeBackDone(id, ending, { machine: machineOfEnd, crashes: regret });
  }

  /** With no faults left, a few calls must end whatever is unfinished (I9). Answers whether they did. */
  async #endAll(): Promise<boolean> {
    const { here, elsewhere, witness, dice } = this.#universe;
    let machine = here;
    for (let call = 0; ; call += 1) {
      const [id] = await this.#calls.unfinished();
      if (id === undefined) return true;
      if (call === CALM_CALLS) {
        witness.breach("I9", `release ${id} has not ended after ${CALM_CALLS} calls in calm weather`);
        return false;
      }
      if (dice.chance(0.2)) machine = elsewhere;
      if (machine === elsewhere) machine.pull(this.#universe.remote);
      await this.#calls.recover(id, call === 0 && dice.chance(0.5) ? "resume" : "rollback", {
        machine,
        crash: null,
      });
    }
  }

  /** A release that is done is taken back by whoever asks for it, however often that dies on its way (I2). */
  async #takeBackDone(
    id: string,
    ending: Ending,
    { machine, crashes }: { readonly machine: Machine; readonly crashes: readonly Story["crash"][] },
  ): Promise<string> {
    const { dice, elsewhere, here, remote, witness } = this.#universe;
    for (let call = 0; ; call += 1) {
      const crash = crashes[call] ?? null;
      const by = dice.chance(0.2) ? elsewhere : machine;
      if (by === elsewhere) by.pull(remote);
      await this.#calls.recover(id, "rollback", { machine: by, crash });
      const known = (await knownReleases(this.#universe)).find(({ record }) => record.opening.id === id);
      const outcome = known?.record.ended ? known.record.lastReport?.outcome : undefined;
      if (outcome === "rolled-back" && known) {
        if (known.knownOn !== here) {
          here.pull(remote);
          await this.#calls.recover(id, "rollback", { machine: here, crash: null });
        }
        ending.check(known.record, here);
        await this.#repeat(id, outcome, here);
        return outcome;
      }
      if (call < CALM_CALLS + crashes.length) continue;
      witness.breach("I9", `the done release ${id} is not taken back after ${CALM_CALLS} calls`);
      return "unfinished";
    }
  }

  /** A command on a release that has ended does nothing (I5), unless it takes a done one back. */
  async #repeat(id: string, outcome: string, machine: Machine): Promise<void> {
    const { channel, witness, dice } = this.#universe;
    const before = channel.changes;
    const verb = outcome === "done" ? "resume" : dice.pick(["resume", "rollback"] as const);
    const end = await this.#calls.recover(id, verb, { machine, crash: null });
    const refused = end.kind === "threw" && (end.error as { code?: string }).code === "RELEASE_ENDED";
    if (!refused || channel.changes !== before)
      witness.breach("I5", `a command on the ended release ${id} did something: ${describe(end)}`);
  }

  /** The way is free: the same release after a rollback, or the next one after it is done. */
  async #again(order: ReleaseOrder, outcome: string): Promise<void> {
    const { story, cast, here, witness } = this.#universe;
    const taken = cast.some(({ was }) => was === "other" || was === "archived" || was === "staged");
    if (taken || story.foreign.length > 0) return;
    const next = outcome === "done" ? orderOf(story, cast, "1.2.0") : order;
    this.#begin(next);
    const spawned = this.#calls.spawn(here, "release", null);
    const end = await this.#calls.run(spawned, () => carryOut(next, spawned.ports));
    if (end.kind !== "reported" || end.report.outcome !== "done")
      witness.breach("I9", `the next release after one that is ${outcome} ended as ${describe(end)}`);
  }

  #begin(order: ReleaseOrder): void {
    this.#universe.witness.newRelease(new Map(order.plan.releases.map(({ name, to }) => [name, to])));
  }
}
