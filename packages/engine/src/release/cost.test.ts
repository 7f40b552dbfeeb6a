import { afterEach, expect, test } from "@jest/globals";
import { cleanUp } from "@convoy/testkit";
import type { Repository, Target } from "../ports.ts";
import { holding, orderOf, simulatedWorld, type SimulatedWorld } from "../simulated/simulated-world.ts";
import { carryOut, resume, rollBack } from "./carry-out.ts";

afterEach(cleanUp);

const MANY = Array.from({ length: 300 }, (_, index) =>
  index < 10 ? `p${index}` : `p${index} after p${index % 10} p${index - 10}`,
);

interface Counted {
  readonly world: SimulatedWorld;
  /** Requests since they were last asked for: all, and those before the first write. */
  readonly count: () => { readonly all: number; readonly before: number };
}

/** A world that counts the requests to its registry. Each call of a repository is one. */
async function countedWorld(strategy: Target["strategy"]): Promise<Counted> {
  const world = await simulatedWorld(strategy);
  let [all, before, written] = [0, 0, false];
  const counted = (
    repository: Repository,
    name: "look" | "readBack" | "upload" | "setDistTag" | "remove",
  ) => {
    const call = repository[name].bind(repository) as (...args: unknown[]) => Promise<never>;
    const counting = (...args: unknown[]): Promise<never> => {
      all += 1;
      written ||= name !== "look" && name !== "readBack";
      if (!written) before += 1;
      return call(...args);
    };
    Object.assign(repository, { [name]: counting });
  };
  for (const repository of [world.stage, world.channel])
    for (const name of ["look", "readBack", "upload", "setDistTag", "remove"] as const)
      counted(repository, name);
  const receive = world.channel.receive.bind(world.channel);
  world.channel.receive = (...copy) => {
    [all, written] = [all + 1, true];
    return receive(...copy);
  };
  return {
    world,
    count() {
      const result = { all, before };
      [all, before, written] = [0, 0, false];
      return result;
    },
  };
}

test.each([
  ["staged", 5],
  ["direct", 3],
] as const)("a %s release of 300 packages makes at most %i requests a package", async (strategy, most) => {
  const { world, count } = await countedWorld(strategy);
  expect((await carryOut(orderOf(...MANY), world.ports)).outcome).toBe("done");
  expect(count().all).toBeLessThanOrEqual(most * MANY.length);
});

test("what carries a release of 300 packages on looks at most twice at each before it acts", async () => {
  const { world, count } = await countedWorld("staged");
  world.channel.fault = ({ operation, name }) =>
    operation === "copy" && name === "p150" ? "refuse" : undefined;
  const { id } = await carryOut(holding(orderOf(...MANY)), world.ports);
  world.channel.fault = () => undefined;
  count();
  expect((await resume(String(id), world.ports)).outcome).toBe("done");
  expect(count().before).toBeLessThanOrEqual(2 * MANY.length);
});

test.each(["staged", "direct"] as const)(
  "what takes a %s release of 300 packages back looks at most twice at each before it acts",
  async (strategy) => {
    const { world, count } = await countedWorld(strategy);
    const repository = strategy === "staged" ? world.stage : world.channel;
    repository.fault = ({ operation, name }) => {
      if (name !== "p150") return undefined;
      return operation === "upload" ? "lose-request" : operation === "remove" ? "refuse" : undefined;
    };
    const remove = repository.remove.bind(repository);
    let allowed = false;
    repository.remove = (...version) =>
      allowed ? remove(...version) : Promise.reject(new Error("the process is killed"));
    await carryOut(orderOf(...MANY), world.ports).catch(() => undefined);
    allowed = true;
    count();
    const [record] = await world.ports.records.list();
    expect((await rollBack(record?.opening.id ?? "", world.ports)).outcome).toBe("rolled-back");
    expect(count().before).toBeLessThanOrEqual(2 * MANY.length);
  },
);

test("what takes 300 packages back after the commit point looks twice at each before it acts, and once more at the one in doubt", async () => {
  const { world, count } = await countedWorld("staged");
  world.channel.fault = ({ operation, name }) =>
    operation === "copy" && name === "p150" ? "refuse" : undefined;
  const { id } = await carryOut(holding(orderOf(...MANY)), world.ports);
  count();
  expect((await rollBack(String(id), world.ports)).outcome).toBe("rolled-back");
  expect(count().before).toBeLessThanOrEqual(2 * MANY.length + 1);
});
