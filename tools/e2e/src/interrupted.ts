import { expect } from "@jest/globals";
import { packagesOf, type ConvoyRun, type OutputLine } from "@convoy/testkit";
import { worldOf, type Everything, type Strategy, type World } from "./world.ts";

/** Ends the run when it has printed so many events. */
export interface Interruption {
  readonly strategy: Strategy;
  readonly signal: "SIGINT" | "SIGKILL";
  readonly afterEvent: number;
}

/**
 * Interrupts a release at one moment, then does what a user is told to do. Whatever the moment, it ends whole or
 * gone; a rollback that came before the commit point returns to exactly the state before. Answers false when the
 * release was over before the moment came.
 */
export async function expectWholeOrGone({ strategy, signal, afterEvent }: Interruption): Promise<boolean> {
  const packages = packagesOf("codec@1.2.0 <- http <- app");
  const all = Object.fromEntries(packages.map(({ name }) => [name, "patch" as const]));
  const world = await worldOf({ packages, changesets: [{ id: "second", releases: all }] }, { strategy });
  expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
  const before = await world.everything();
  let seen = 0;
  const when = (): boolean => (seen += 1) === afterEvent;
  const run = await world.convoy(["release", "--json"], { signalAfter: { when, signal } });
  if (seen < afterEvent) return false;
  await endIt(world, run);
  const after = await world.everything();
  if (after.repository.remoteRefs["refs/heads/main"] === before.repository.head)
    expect(after).toEqual(before);
  else expectWholeOrReverted(before, after);
  return true;
}

/** `rollback` where the run did not end by itself. Interrupted in good time, it has taken itself back. */
async function endIt(world: World, run: ConvoyRun): Promise<void> {
  const outcome = run.last?.["outcome"];
  if (run.exitCode === 0) return;
  if (run.exitCode === 1) {
    expect(outcome).toBe("rolled-back");
    return;
  }
  if (run.exitCode !== null) expect([run.exitCode, outcome]).toEqual([3, "unfinished"]);
  const [unfinished] = await unfinishedReleases(world);
  if (unfinished === undefined) return;
  const rollback = await world.convoy(["rollback", String(unfinished["id"]), "--json"]);
  expect(rollback).toMatchObject({ exitCode: 0, last: { outcome: "rolled-back" } });
}

async function unfinishedReleases(world: World): Promise<readonly OutputLine[]> {
  const { last } = await world.convoy(["status", "--json"]);
  return ((last?.["releases"] ?? []) as OutputLine[]).filter(({ next }) => next !== null);
}

/** Past the commit point: either it had arrived, or the channel is as before, no tag stands, and the commit is reverted. */
function expectWholeOrReverted(before: Everything, after: Everything): void {
  expect(after.repository.status).toEqual([]);
  const arrived = Object.values(after.channel).every(({ versions }) => Object.keys(versions).length === 2);
  if (arrived) return;
  expect(after.channel).toEqual(before.channel);
  expect(after.stage).toEqual(before.stage);
  expect(tagsOf(after)).toEqual(tagsOf(before));
  expect(after.repository.files).toEqual(before.repository.files);
}

function tagsOf({ repository }: Everything): readonly string[] {
  return Object.keys(repository.remoteRefs).filter((ref) => ref.startsWith("refs/tags/"));
}
