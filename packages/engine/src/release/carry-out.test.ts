import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { cleanUp } from "@convoy/testkit";
import { holding, orderOf, simulatedWorld, type SimulatedWorld } from "../simulated/simulated-world.ts";
import { integrityOf } from "../simulated/simulated-tree.ts";
import { decodeLines } from "../journal/line.ts";
import { carryOut, resume, rollBack } from "./carry-out.ts";

afterEach(cleanUp);

const CHAIN = ["codec", "http after codec", "app after http", "cli after codec"];

function stateOf({ channel, git, tree }: SimulatedWorld): unknown {
  return structuredClone({
    channel: channel.snapshot(),
    remote: [...git.remote],
    local: [...git.local],
    files: [...tree.files],
  });
}

async function worldWithHistory(strategy: "staged" | "direct"): Promise<SimulatedWorld> {
  const world = await simulatedWorld(strategy);
  for (const name of ["codec", "http", "app"])
    world.channel.put(name, "1.0.0", { integrity: integrityOf(name, "1.0.0") });
  return world;
}

describe.each(["staged", "direct"] as const)("a %s release", (strategy) => {
  test("arrives: every version, its dist-tag, the commit and the tags", async () => {
    const world = await worldWithHistory(strategy);
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report).toMatchObject({ outcome: "done", commit: "commit on base" });
    expect(report.packages.map(({ outcome }) => outcome)).toEqual([
      "published",
      "published",
      "published",
      "published",
    ]);
    expect(world.channel.tags.get("app")).toEqual({ latest: "1.1.0" });
    expect([...world.git.remote.keys()]).toEqual([
      "main",
      "codec@1.1.0",
      "http@1.1.0",
      "app@1.1.0",
      "cli@1.1.0",
    ]);
    expect(world.git.local).toEqual(world.git.remote);
  });

  test("shows a dependent in the channel only after its dependencies", async () => {
    const world = await worldWithHistory(strategy);
    await carryOut(orderOf(...CHAIN), world.ports);
    const order = world.channel.log.map((line) => line.split(" ")[1]?.split("@")[0]);
    expect(order.indexOf("codec")).toBeLessThan(order.indexOf("http"));
    expect(order.indexOf("http")).toBeLessThan(order.indexOf("app"));
  });

  test.each(["codec", "http", "app", "cli"])("that fails at %s leaves nothing behind", async (failing) => {
    const world = await worldWithHistory(strategy);
    const before = stateOf(world);
    const repository = strategy === "staged" ? world.stage : world.channel;
    repository.fault = ({ operation, name }) =>
      operation === "upload" && name === failing ? "refuse" : undefined;
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report.outcome).toBe("rolled-back");
    expect(report.packages.find(({ name }) => name === failing)?.outcome).toBe("failed");
    expect(stateOf(world)).toEqual(before);
    expect(world.stage.snapshot()).toEqual({});
  });

  test("F5 whose upload lands and whose reply is lost is no failure", async () => {
    const world = await worldWithHistory(strategy);
    const repository = strategy === "staged" ? world.stage : world.channel;
    repository.fault = ({ operation }) => (operation === "upload" ? "lose-reply" : undefined);
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report.outcome).toBe("done");
    expect(repository.log.filter((line) => line.startsWith("upload"))).toHaveLength(4);
  });

  test("F6 whose request is lost is sent again", async () => {
    const world = await worldWithHistory(strategy);
    const repository = strategy === "staged" ? world.stage : world.channel;
    let lost = 0;
    repository.fault = ({ name }) => (name === "http" && (lost += 1) < 3 ? "lose-request" : undefined);
    expect((await carryOut(orderOf(...CHAIN), world.ports)).outcome).toBe("done");
  });

  test("F13 that meets a passing conflict publishes all the same, and never takes it for success", async () => {
    const world = await worldWithHistory(strategy);
    const repository = strategy === "staged" ? world.stage : world.channel;
    let conflicts = 0;
    repository.fault = ({ name }) => (name === "codec" && (conflicts += 1) === 1 ? "conflict" : undefined);
    expect((await carryOut(orderOf(...CHAIN), world.ports)).outcome).toBe("done");
    expect(world.channel.versions.get("codec")?.has("1.1.0")).toBe(true);
  });

  test("F12 whose version is taken by other bytes is refused, and the files are as before", async () => {
    const world = await worldWithHistory(strategy);
    world.channel.put("http", "1.1.0", { integrity: "sha512-somebody-else", tag: "other" });
    const before = stateOf(world);
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report).toMatchObject({ outcome: "refused", error: { code: "VERSION_TAKEN" } });
    expect(report.error?.message).toContain("http@1.1.0");
    expect(stateOf(world)).toEqual(before);
  });

  test("F16 whose bytes are damaged in the registry is taken back, the damaged version too", async () => {
    const world = await worldWithHistory(strategy);
    const before = stateOf(world);
    const repository = strategy === "staged" ? world.stage : world.channel;
    repository.fault = ({ name, operation }) =>
      operation === "upload" && name === "http" ? "corrupt" : undefined;
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report).toMatchObject({ outcome: "rolled-back", error: { code: "BYTES_DIFFER" } });
    expect(stateOf(world)).toEqual(before);
    expect(world.stage.snapshot()).toEqual({});
  });

  test("F25 finds a version there with the same bytes, counts it, and leaves it on rollback", async () => {
    const world = await worldWithHistory(strategy);
    world.channel.put("codec", "1.1.0", { integrity: integrityOf("codec", "1.1.0"), tag: "early" });
    const before = stateOf(world);
    const repository = strategy === "staged" ? world.stage : world.channel;
    repository.fault = ({ name, operation }) =>
      operation === "upload" && name === "app" ? "refuse" : undefined;
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report.packages[0]).toMatchObject({ name: "codec", outcome: "already-published" });
    expect(stateOf(world)).toEqual(before);
  });

  test("F28 whose push lands and whose reply is lost goes on", async () => {
    const world = await worldWithHistory(strategy);
    world.git.onPush = () => "lose-reply";
    expect((await carryOut(orderOf(...CHAIN), world.ports)).outcome).toBe("done");
  });

  test("F27 whose push is rejected is taken back, and no tag is on the remote", async () => {
    const world = await worldWithHistory(strategy);
    const before = stateOf(world);
    world.git.onPush = () => ({
      kind: "refused",
      error: { code: "GIT_PUSH_REJECTED", message: "stale info" },
    });
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report).toMatchObject({
      outcome: "rolled-back",
      error: { code: "GIT_PUSH_REJECTED" },
      tags: [],
      commit: null,
    });
    expect(stateOf(world)).toEqual(before);
  });

  test("that is interrupted before the commit point is taken back", async () => {
    const world = await worldWithHistory(strategy);
    const before = stateOf(world);
    const repository = strategy === "staged" ? world.stage : world.channel;
    repository.fault = ({ operation }) => {
      if (operation === "upload") world.interrupt();
      return undefined;
    };
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report).toMatchObject({ outcome: "rolled-back", error: { code: "INTERRUPTED" } });
    expect(stateOf(world)).toEqual(before);
  });

  test("F42 that would move a dist-tag to a lower version is refused before anything begins", async () => {
    const world = await worldWithHistory(strategy);
    world.channel.put("http", "2.0.0", { integrity: "sha512-two" });
    await expect(carryOut(orderOf(...CHAIN), world.ports)).rejects.toMatchObject({
      code: "DIST_TAG_BACKWARDS",
    });
    expect(world.tree.files.get("package.json")).toBe("before");
    expect(await world.ports.records.list()).toEqual([]);
  });

  test("whose build fails has changed nothing, and the files are as before", async () => {
    const world = await worldWithHistory(strategy);
    const before = stateOf(world);
    world.tree.onBuild = () => world.interrupt();
    expect((await carryOut(orderOf(...CHAIN), world.ports)).outcome).toBe("rolled-back");
    expect(stateOf(world)).toEqual(before);
    expect(world.channel.log).toEqual([]);
  });
});

test("a staged release that fails for good after the commit point is taken back: versions, tags and commit", async () => {
  const world = await worldWithHistory("staged");
  const before = world.channel.snapshot();
  world.channel.fault = ({ operation, name }) =>
    operation === "copy" && name === "app" ? "refuse" : undefined;
  const report = await carryOut(orderOf(...CHAIN), world.ports);
  expect(report.outcome).toBe("rolled-back");
  expect(world.channel.snapshot()).toEqual(before);
  expect([...world.git.remote]).toEqual([["main", "revert of commit on base"]]);
});

test("under `hold` the same failure leaves the release for resume, which carries it to its end", async () => {
  const world = await worldWithHistory("staged");
  world.channel.fault = ({ operation, name }) =>
    operation === "copy" && name === "app" ? "refuse" : undefined;
  const held = await carryOut(holding(orderOf(...CHAIN)), world.ports);
  expect(held.outcome).toBe("unfinished");
  expect(held.error?.hint).toContain(`convoy resume ${held.id}`);
  world.channel.fault = () => undefined;
  const report = await resume(String(held.id), world.ports);
  expect(report.outcome).toBe("done");
  expect(world.tree.packed).toBe(1);
});

test("an unfinished release refuses the next one, and rollback frees the way", async () => {
  const world = await worldWithHistory("direct");
  const before = stateOf(world);
  world.channel.fault = ({ name, operation }) =>
    operation === "upload" && name === "app" ? "refuse" : undefined;
  const held = await carryOut(holding(orderOf(...CHAIN)), world.ports);
  await expect(carryOut(orderOf(...CHAIN), world.ports)).rejects.toMatchObject({
    code: "RELEASE_UNFINISHED",
  });
  expect((await rollBack(String(held.id), world.ports)).outcome).toBe("rolled-back");
  expect(stateOf(world)).toEqual(before);
});

describe.each(["staged", "direct"] as const)("a %s release that is done", (strategy) => {
  test("is taken back when somebody asks for it", async () => {
    const world = await worldWithHistory(strategy);
    const before = world.channel.snapshot();
    const { id } = await carryOut(orderOf(...CHAIN), world.ports);
    expect((await rollBack(String(id), world.ports)).outcome).toBe("rolled-back");
    expect(world.channel.snapshot()).toEqual(before);
    expect([...world.git.remote]).toEqual([["main", "revert of commit on base"]]);
    expect(world.shared.held).toBeNull();
  });

  test("stays when a later one may need it, and the lock is given back", async () => {
    const world = await worldWithHistory(strategy);
    const { id } = await carryOut(orderOf(...CHAIN), world.ports);
    const clock = { ...world.ports.clock, wall: () => world.ports.clock.wall() + 60_000 };
    const { id: laterId } = await carryOut(orderOf("log"), { ...world.ports, clock });
    const done = stateOf(world);
    await expect(rollBack(String(id), world.ports)).rejects.toMatchObject({
      code: "RELEASE_FOLLOWED",
      hint: expect.stringContaining(`convoy rollback ${laterId}`),
    });
    expect(stateOf(world)).toEqual(done);
    expect(world.shared.held).toBeNull();
  });

  test("stays when the others cannot be told that it goes", async () => {
    const world = await worldWithHistory(strategy);
    const { id } = await carryOut(orderOf(...CHAIN), world.ports);
    const done = stateOf(world);
    const error = { code: "GIT_PUSH_REJECTED", message: "no rights" };
    const shared = Object.assign(world.shared, { save: async () => ({ kind: "refused", error }) as const });
    await expect(rollBack(String(id), { ...world.ports, shared })).rejects.toMatchObject({
      code: "GIT_PUSH_REJECTED",
    });
    expect(stateOf(world)).toEqual(done);
    expect(world.shared.held).toBeNull();
  });

  test("is not resumed: there is nothing to carry on", async () => {
    const world = await worldWithHistory(strategy);
    const { id } = await carryOut(orderOf(...CHAIN), world.ports);
    await expect(resume(String(id), world.ports)).rejects.toMatchObject({
      code: "RELEASE_ENDED",
      hint: expect.stringContaining(`convoy rollback ${id}`),
    });
  });
});

test("the push that commits a direct release is its end for everybody else", async () => {
  const world = await worldWithHistory("direct");
  const saved: string[] = [];
  const save = world.shared.save.bind(world.shared);
  Object.assign(world.shared, {
    save: (...args: Parameters<typeof save>) => (saved.push(args[1]), save(...args)),
  });
  const report = await carryOut(orderOf(...CHAIN), world.ports);
  expect(saved).toHaveLength(1);
  const told = decodeLines(world.shared.records.get(String(report.id)) ?? "").entries.at(-1);
  expect(told).toEqual({ at: expect.any(Number), kind: "ended", report });
});

test("F21: a rollback that cannot remove a version ends unfinished, names it, and goes on when called again", async () => {
  const world = await worldWithHistory("direct");
  const before = stateOf(world);
  world.channel.fault = ({ operation, name }) =>
    (operation === "upload" && name === "app") || (operation === "remove" && name === "codec")
      ? "refuse"
      : undefined;
  const report = await carryOut(orderOf(...CHAIN), world.ports);
  expect(report).toMatchObject({ outcome: "unfinished", error: { code: "ROLLBACK_INCOMPLETE" } });
  expect(report.error?.message).toContain("codec");
  world.channel.fault = () => undefined;
  expect((await rollBack(String(report.id), world.ports)).outcome).toBe("rolled-back");
  expect(stateOf(world)).toEqual(before);
});

test("F31 a second release is refused while one holds the lock, and names the holder", async () => {
  const world = await worldWithHistory("staged");
  world.shared.held = {
    oid: "x",
    text: JSON.stringify({ id: "other", verb: "release", host: "ci-7", pid: 42, job: "https://ci/7" }),
  };
  const refused = carryOut(orderOf(...CHAIN), world.ports);
  await expect(refused).rejects.toMatchObject({
    code: "RELEASE_RUNNING",
    message: expect.stringContaining("of process 42 on ci-7, https://ci/7)"),
  });
  expect(world.tree.files.get("package.json")).toBe("before");
});

test("F32 a holder that was paused past a takeover cannot push, and takes itself back", async () => {
  const world = await worldWithHistory("staged");
  const before = stateOf(world);
  world.tree.onBuild = () => {
    world.shared.held = { oid: "stolen", text: "{}" };
  };
  const report = await carryOut(orderOf(...CHAIN), world.ports);
  expect(report).toMatchObject({ outcome: "rolled-back", error: { code: "GIT_PUSH_REJECTED" } });
  expect(stateOf(world)).toEqual(before);
});

test("the lock is given back with the commit, and after a rollback", async () => {
  const world = await worldWithHistory("direct");
  await carryOut(orderOf(...CHAIN), world.ports);
  expect(world.shared.held).toBeNull();
  world.git.onPush = () => ({ kind: "refused", error: { code: "GIT_PUSH_REJECTED", message: "no" } });
  await carryOut(orderOf("log"), world.ports);
  expect(world.shared.held).toBeNull();
});

test("F3 another clone takes a release back whose machine is gone", async () => {
  const world = await worldWithHistory("staged");
  const before = stateOf(world);
  world.channel.fault = ({ operation, name }) =>
    operation === "copy" && name === "app" ? "refuse" : undefined;
  const held = await carryOut(holding(orderOf(...CHAIN)), world.ports);
  const elsewhere = await simulatedWorld("staged");
  const there = { host: "there", pid: 2 };
  const ports = { ...world.ports, records: elsewhere.ports.records, holder: there, random: () => 0.25 };
  world.channel.fault = () => undefined;
  await expect(carryOut(orderOf(...CHAIN), ports)).rejects.toMatchObject({ code: "RELEASE_UNFINISHED" });
  expect((await rollBack(String(held.id), ports)).outcome).toBe("rolled-back");
  expect(world.channel.snapshot()).toEqual((before as { channel: unknown }).channel);
  // The clone that began it is told so, and brought along.
  const next = carryOut(orderOf(...CHAIN), world.ports);
  await expect(next).rejects.toMatchObject({ code: "RELEASE_ENDED_ELSEWHERE" });
  expect((await rollBack(String(held.id), world.ports)).outcome).toBe("rolled-back");
  expect(world.tree.files.get("package.json")).toBe("before");
  await expect(rollBack(String(held.id), world.ports)).rejects.toMatchObject({ code: "RELEASE_ENDED" });
});

test("a release that may wait begins when the other one has given the lock back", async () => {
  const world = await worldWithHistory("staged");
  world.shared.held = { oid: "x", text: "{}" };
  const sleep = async (ms: number): Promise<void> => {
    await world.ports.clock.sleep(ms);
    world.shared.held = null;
  };
  const ports = { ...world.ports, clock: { ...world.ports.clock, sleep } };
  const report = await carryOut({ ...orderOf(...CHAIN), waitMs: 60_000 }, ports);
  expect(report.outcome).toBe("done");
  expect(world.events[0]).toMatchObject({ kind: "noted", note: { code: "WAITING" } });
});

test("a remote that takes no lock is said once, and the release arrives all the same", async () => {
  const world = await worldWithHistory("staged");
  const error = { code: "GIT_REFS_REFUSED", message: "no refs/convoy here" };
  const shared = Object.assign(world.shared, { open: async () => ({ kind: "unsupported", error }) as const });
  const report = await carryOut(orderOf(...CHAIN), { ...world.ports, shared });
  expect(report.outcome).toBe("done");
  expect(world.events.filter(({ kind }) => kind === "noted")).toEqual([{ kind: "noted", note: error }]);
  expect(world.shared.records.size).toBe(0);
});

test("a release that was refused because of another one does not look unfinished itself", async () => {
  const world = await worldWithHistory("staged");
  world.channel.fault = ({ operation, name }) =>
    operation === "copy" && name === "app" ? "refuse" : undefined;
  const held = await carryOut(holding(orderOf(...CHAIN)), world.ports);
  const elsewhere = await simulatedWorld("staged");
  const there = { host: "there", pid: 2 };
  const ports = { ...world.ports, records: elsewhere.ports.records, holder: there, random: () => 0.25 };
  await expect(carryOut(orderOf(...CHAIN), ports)).rejects.toMatchObject({ code: "RELEASE_UNFINISHED" });
  world.channel.fault = () => undefined;
  expect((await resume(String(held.id), world.ports)).outcome).toBe("done");
  expect((await carryOut(orderOf("log"), ports)).outcome).toBe("done");
});

test.each(["staged", "direct"] as const)(
  "a %s snapshot is published, and neither committed nor tagged",
  async (strategy) => {
    const world = await worldWithHistory(strategy);
    const refs = [...world.git.remote];
    const report = await carryOut({ ...orderOf(...CHAIN), snapshot: "pr-12", tags: {} }, world.ports);
    expect(report.outcome).toBe("done");
    expect(world.channel.versions.get("app")?.has("1.1.0")).toBe(true);
    expect([...world.git.remote]).toEqual(refs);
    expect(world.tree.files.get("package.json")).toBe("before");
  },
);

test.each(["staged", "direct"] as const)(
  "a %s release without refs of its own is taken back all the same",
  async (strategy) => {
    const world = await worldWithHistory(strategy);
    const before = stateOf(world);
    const repository = strategy === "staged" ? world.stage : world.channel;
    repository.fault = ({ operation, name }) =>
      operation === "upload" && name === "app" ? "refuse" : undefined;
    const report = await carryOut({ ...orderOf(...CHAIN), snapshot: "pr-12", tags: {} }, world.ports);
    expect(report.outcome).toBe("rolled-back");
    expect(stateOf(world)).toEqual(before);
  },
);

test("a release without versions of its own packs while it asks for the lock, and leaves no tarball when it is refused", async () => {
  const world = await worldWithHistory("direct");
  world.shared.held = { oid: "x", text: "{}" };
  const folders: string[] = [];
  const pack = world.tree.pack.bind(world.tree);
  Object.assign(world.tree, {
    pack: (...args: Parameters<typeof pack>) => (folders.push(args[1]), pack(...args)),
  });
  const refused = carryOut({ ...orderOf(...CHAIN), verb: "publish" }, world.ports);
  await expect(refused).rejects.toMatchObject({ code: "RELEASE_RUNNING" });
  expect(folders).toHaveLength(1);
  await expect(access(join(folders[0] ?? "", ".."))).rejects.toMatchObject({ code: "ENOENT" });
});
