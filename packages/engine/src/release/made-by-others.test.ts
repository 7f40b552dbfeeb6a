import { afterEach, describe, expect, test } from "@jest/globals";
import { cleanUp } from "@convoy/testkit";
import type { PreparedRefs } from "../ports.ts";
import { orderOf, simulatedWorld, type SimulatedWorld } from "../simulated/simulated-world.ts";
import { carryOut } from "./carry-out.ts";
import type { ReleaseOrder } from "./order.ts";

afterEach(cleanUp);

const ON_MAIN = { branch: "main", remote: "origin", remoteBranch: "before" };

/** As `nx release` leaves a clone: a commit, and perhaps tags, that the remote has not seen. */
function orderAfterNx({ git }: SimulatedWorld, tags: PreparedRefs["tags"]): ReleaseOrder {
  git.remote.set("main", "before");
  for (const [tag, object] of Object.entries(tags)) git.local.set(tag, object);
  const made = { ...ON_MAIN, base: "before", commit: "base", tags };
  return { ...orderOf("codec", "http after codec"), verb: "publish", tags: {}, made };
}

const TAGS = { "codec@1.1.0": "object 1", "http@1.1.0": "object 2" };

describe.each(["staged", "direct"] as const)("a %s release of what others have committed", (strategy) => {
  test("takes their commit and their tags back when it fails, and no other", async () => {
    const world = await simulatedWorld(strategy);
    const order = orderAfterNx(world, TAGS);
    world.git.local.set("codec@1.0.0", "older");
    world.git.remote.set("http@1.1.0", "object 2");
    const uploads = strategy === "staged" ? world.stage : world.channel;
    uploads.fault = ({ operation, name }) =>
      operation === "upload" && name === "http" ? "refuse" : undefined;
    expect((await carryOut(order, world.ports)).outcome).toBe("rolled-back");
    expect(Object.fromEntries(world.git.local)).toEqual({
      main: "revert of base",
      "codec@1.0.0": "older",
    });
    expect(Object.fromEntries(world.git.remote)).toEqual({ main: "before" });
  });

  test("leaves both where they are when it arrives: what they made, they push", async () => {
    const world = await simulatedWorld(strategy);
    expect((await carryOut(orderAfterNx(world, TAGS), world.ports)).outcome).toBe("done");
    expect(Object.fromEntries(world.git.local)).toEqual({ main: "base", ...TAGS });
    expect(Object.fromEntries(world.git.remote)).toEqual({ main: "before" });
  });

  test("pushes their commit along with tags of its own", async () => {
    const world = await simulatedWorld(strategy);
    const order = { ...orderAfterNx(world, {}), tags: { codec: "v1.1.0" } };
    expect(await carryOut(order, world.ports)).toMatchObject({ outcome: "done", commit: "base" });
    expect([...world.git.remote.keys()]).toEqual(["main", "v1.1.0"]);
    expect(world.git.remote.get("main")).toBe("base");
  });
});

test("what an earlier turn has failed with keeps the later ones from being sent", async () => {
  const world = await simulatedWorld("staged");
  const order = orderOf("codec", "http after codec", "app", "cli");
  const releases = order.plan.releases.map((release, at) => ({ ...release, turn: at < 2 ? 0 : 1 }));
  world.stage.fault = ({ operation, name }) =>
    operation === "upload" && name === "http" ? "refuse" : undefined;
  await carryOut({ ...order, plan: { ...order.plan, releases } }, world.ports);
  expect(world.stage.log.filter((line) => /upload (app|cli)/.test(line))).toEqual([]);
  world.stage.fault = () => undefined;
  const report = await carryOut({ ...order, plan: { ...order.plan, releases } }, world.ports);
  expect(report.outcome).toBe("done");
});
