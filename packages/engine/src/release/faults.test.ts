import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "@jest/globals";
import { ReleaseError } from "@convoy/core";
import { cleanUp } from "@convoy/testkit";
import { localDisk, type Disk } from "../journal/disk.ts";
import { encodeLine } from "../journal/line.ts";
import type { Opening } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { believablePart } from "../journal/untrusted.ts";
import { integrityOf } from "../simulated/simulated-tree.ts";
import { holding, orderOf, simulatedWorld, type SimulatedWorld } from "../simulated/simulated-world.ts";
import { carryOut, resume, rollBack } from "./carry-out.ts";

afterEach(cleanUp);

const CHAIN = ["codec", "http after codec", "app after http"];

async function worldWithHistory(strategy: "staged" | "direct", disk?: Disk): Promise<SimulatedWorld> {
  const world = await simulatedWorld(strategy, disk);
  for (const name of ["codec", "http", "app"])
    world.channel.put(name, "1.0.0", { integrity: integrityOf(name, "1.0.0") });
  return world;
}

/** A release that was committed and holds, because the copy of `app` was refused. */
async function heldWorld(): Promise<{ readonly world: SimulatedWorld; readonly id: string }> {
  const world = await worldWithHistory("staged");
  world.channel.fault = ({ operation, name }) =>
    operation === "copy" && name === "app" ? "refuse" : undefined;
  const { id } = await carryOut(holding(orderOf(...CHAIN)), world.ports);
  world.channel.fault = () => undefined;
  return { world, id: String(id) };
}

test("F1: a version step that died half-way is begun anew from the old files", async () => {
  const world = await worldWithHistory("direct");
  const version = world.tree.version.bind(world.tree);
  const dead = new Promise<never>(() => undefined);
  const writing = new Promise<void>((reached) => {
    world.tree.version = async () => {
      await version();
      reached();
      return dead;
    };
  });
  void carryOut(orderOf(...CHAIN), world.ports);
  await writing;
  let found: string | undefined;
  world.tree.version = () => {
    found = world.tree.files.get("package.json");
    return version();
  };
  const [record] = await world.ports.records.list();
  expect((await resume(record?.opening.id ?? "", world.ports)).outcome).toBe("done");
  expect(found).toBe("before");
});

test("git objects that cannot be made while the packing goes on fail the release, and not the process", async () => {
  const child = join(import.meta.dirname, "../simulated/unsigned.child.ts");
  const run = promisify(execFile)(process.execPath, ["--conditions=development", child]);
  await expect(run).resolves.toBeDefined();
});

test("F1: what was edited between the death and `resume` is not released: all of it is taken back, and the edit stays", async () => {
  const world = await worldWithHistory("direct");
  const dead = new Promise<never>(() => undefined);
  await new Promise<void>((building) => {
    world.tree.build = () => {
      building();
      return dead;
    };
    void carryOut(orderOf(...CHAIN), world.ports);
  });
  world.tree.files.set("src/index.ts", "edited");
  const [record] = await world.ports.records.list();
  expect(await resume(record?.opening.id ?? "", world.ports)).toMatchObject({
    outcome: "rolled-back",
    error: { code: "EDITED_MEANWHILE", message: expect.stringContaining("src/index.ts") },
  });
  expect([...world.tree.files]).toEqual([
    ["package.json", "before"],
    ["src/index.ts", "edited"],
  ]);
});

test("F2: what was turned back never goes forward again: resume takes it back", async () => {
  const world = await worldWithHistory("direct");
  const before = world.channel.snapshot();
  world.channel.fault = ({ operation, name }) =>
    (operation === "upload" && name === "app") || (operation === "remove" && name === "codec")
      ? "refuse"
      : undefined;
  const { id, outcome } = await carryOut(orderOf(...CHAIN), world.ports);
  expect(outcome).toBe("unfinished");
  world.channel.fault = () => undefined;
  expect(await resume(String(id), world.ports)).toMatchObject({ outcome: "rolled-back" });
  expect(world.channel.snapshot()).toEqual(before);
});

describe.each(["staged", "direct"] as const)("a %s release", (strategy) => {
  const repositoryOf = ({ stage, channel }: SimulatedWorld): SimulatedWorld["channel"] =>
    strategy === "staged" ? stage : channel;

  test("F4: that is cancelled begins no effect any more, and lets what is under way end", async () => {
    const world = await worldWithHistory(strategy);
    const ports = { ...world.ports, ceilings: { ...world.ports.ceilings, upload: 1 } };
    const repository = repositoryOf(world);
    repository.fault = ({ operation }) => {
      if (operation === "upload") world.interrupt();
      return undefined;
    };
    const report = await carryOut(orderOf(...CHAIN), ports);
    expect(report).toMatchObject({ outcome: "rolled-back", error: { code: "INTERRUPTED" } });
    expect(repository.log.filter((line) => line.startsWith("upload"))).toHaveLength(1);
  });

  test("F14: that meets a conflict again and again, with nothing to be seen, ends with its cause and is taken back", async () => {
    const world = await worldWithHistory(strategy);
    const before = world.channel.snapshot();
    repositoryOf(world).fault = ({ operation, name }) =>
      operation === "upload" && name === "http" ? "conflict" : undefined;
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report).toMatchObject({
      outcome: "rolled-back",
      error: { code: "VERSION_CONFLICT", hint: expect.stringContaining("an upstream repository") },
    });
    expect(report.error?.message).toContain("http@1.1.0");
    expect(world.channel.snapshot()).toEqual(before);
  });

  test("F19: whose credential ends before the commit point is taken back", async () => {
    const world = await worldWithHistory(strategy);
    const before = world.channel.snapshot();
    const repository = repositoryOf(world);
    const upload = repository.upload.bind(repository);
    repository.upload = async (artifact, tag) =>
      artifact.name === "app" ? refused("TOKEN_REFUSED") : upload(artifact, tag);
    const report = await carryOut(orderOf(...CHAIN), world.ports);
    expect(report).toMatchObject({ outcome: "rolled-back", error: { code: "TOKEN_REFUSED" } });
    expect(world.channel.snapshot()).toEqual(before);
  });

  test("F34: while the clock of the machine jumps by a day, forth and back, is done", async () => {
    const world = await worldWithHistory(strategy);
    const repository = repositoryOf(world);
    const day = 24 * 3_600_000;
    let jumped = 0;
    repository.fault = () => {
      jumped = jumped === day ? -day : day;
      return undefined;
    };
    const { clock } = world.ports;
    const ports = { ...world.ports, clock: { ...clock, wall: () => clock.wall() + jumped } };
    expect(await carryOut(orderOf(...CHAIN), ports)).toMatchObject({ outcome: "done" });
    expect((await carryOut(orderOf("log"), ports)).outcome).toBe("done");
  });

  test("F35: whose disk is full begins nothing of which no intent is on the disk, and recovers", async () => {
    for (let nth = 1; ; nth += 1) {
      const { wasFull, effects, intents, end, untouched } = await diskFullFrom(nth, strategy);
      expect(intents).toEqual(expect.arrayContaining([...effects]));
      expect(["ENOSPC true", "rolled-back true", "done false"]).toContain(`${end} ${untouched}`);
      if (!wasFull) break;
    }
  });

  test("F50: that is resumed goes by its plan and its tarballs, whatever the workspace is by now", async () => {
    const world = await worldWithHistory(strategy);
    world.channel.fault = ({ operation, name }) =>
      operation === (strategy === "staged" ? "copy" : "upload") && name === "app" ? "refuse" : undefined;
    const { id } = await carryOut(holding(orderOf(...CHAIN)), world.ports);
    world.channel.fault = () => undefined;
    const gone = (): never => {
      throw new ReleaseError("PACKAGE_UNKNOWN", "app is no package of this workspace");
    };
    const tree = Object.assign(world.tree, { mayTouch: gone, version: gone, build: gone, pack: gone });
    expect(await resume(String(id), { ...world.ports, tree })).toMatchObject({ outcome: "done" });
    expect(world.channel.tags.get("app")).toEqual({ latest: "1.1.0" });
  });
});

test("F18: an upload that lands later than it was waited for is found by a last look", async () => {
  const world = await worldWithHistory("direct");
  const before = world.channel.snapshot();
  world.channel.fault = ({ operation, name }) => {
    if (operation === "upload" && name === "http") return "lose-request";
    // Its dependency is being taken out: the release has waited, and seen nothing.
    if (operation === "remove" && name === "codec")
      world.channel.put("http", "1.1.0", { integrity: integrityOf("http", "1.1.0") });
    return undefined;
  };
  expect(await carryOut(orderOf(...CHAIN), world.ports)).toMatchObject({
    outcome: "rolled-back",
    error: { code: "STILL_UNCLEAR" },
  });
  expect(world.channel.snapshot()).toEqual(before);
});

test("F18: an upload that lands after its sender gave up, and was then refused, is found and taken out", async () => {
  const world = await worldWithHistory("direct");
  const before = world.channel.snapshot();
  const { clock } = world.ports;
  let attempts = 0;
  world.channel.fault = ({ operation, name }) => {
    if (operation !== "upload" || name !== "codec") return undefined;
    return (attempts += 1) === 1 ? "lose-request" : "refuse";
  };
  let arrived = false;
  const sleep = async (ms: number): Promise<void> => {
    await clock.sleep(ms);
    if (arrived || clock.now() < 700) return;
    arrived = true;
    world.channel.put("codec", "1.1.0", { integrity: integrityOf("codec", "1.1.0") });
  };
  const report = await carryOut(orderOf(...CHAIN), { ...world.ports, clock: { ...clock, sleep } });
  expect(report.outcome).toBe("rolled-back");
  expect(arrived).toBe(true);
  expect(world.channel.snapshot()).toEqual(before);
});

test("F21: a removal that is denied is named with its cause, and made when the right is there", async () => {
  const { world, id } = await heldWorld();
  const before = [["1.0.0", integrityOf("codec", "1.0.0")]];
  world.channel.fault = ({ operation, name }) =>
    operation === "remove" && name === "codec" ? "refuse" : undefined;
  const denied = await rollBack(id, world.ports);
  expect(denied).toMatchObject({ outcome: "unfinished", error: { code: "ROLLBACK_INCOMPLETE" } });
  expect(denied.error?.message).toBe("acme/npm-releases refused remove of codec");
  expect(denied.packages.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    "codec failed",
    "http not-started",
    "app not-started",
  ]);
  world.channel.fault = () => undefined;
  expect((await rollBack(id, world.ports)).outcome).toBe("rolled-back");
  expect(
    [...(world.channel.versions.get("codec") ?? [])].map(([version, { integrity }]) => [version, integrity]),
  ).toEqual(before);
});

test("F28: a push that may have landed, and cannot be looked for, waits for resume", async () => {
  const world = await worldWithHistory("staged");
  world.git.onPush = () => "lose-reply";
  const observe = world.git.observe.bind(world.git);
  let reachable = false;
  world.git.observe = async (refs) => {
    if (reachable) return observe(refs);
    throw new ReleaseError("GIT_REMOTE_UNREACHABLE", "origin cannot be reached");
  };
  const report = await carryOut(orderOf(...CHAIN), world.ports);
  expect(report).toMatchObject({ outcome: "unfinished", error: { code: "GIT_REMOTE_UNREACHABLE" } });
  reachable = true;
  expect((await resume(String(report.id), world.ports)).outcome).toBe("done");
});

test("F30: a remote that cannot take commit and tags as one is refused before anything begins", async () => {
  const world = await worldWithHistory("staged");
  const error = { code: "GIT_NO_ATOMIC", message: "origin cannot push several refs as one" };
  world.shared.open = async () => ({ kind: "unsupported", error });
  await expect(carryOut(orderOf(...CHAIN), world.ports)).rejects.toMatchObject(error);
  expect([world.stage.log, world.channel.log, [...world.tree.files]]).toEqual([
    [],
    [],
    [["package.json", "before"]],
  ]);
  // A snapshot pushes nothing.
  const snapshot = { ...orderOf(...CHAIN), snapshot: "pr-12", tags: {} };
  expect((await carryOut(snapshot, world.ports)).outcome).toBe("done");
});

test("F33: the lock of a dead holder is taken over by its object, and given back in the end", async () => {
  const { world, id } = await heldWorld();
  world.shared.held = { oid: "left", text: lockOf(id) };
  const seen: (string | null)[] = [];
  const takeOver = world.shared.takeOver.bind(world.shared);
  world.shared.takeOver = (oid, lock) => {
    seen.push(oid);
    return takeOver(oid, lock);
  };
  expect((await resume(id, world.ports)).outcome).toBe("done");
  expect(seen).toEqual(["left"]);
  expect(world.shared.held).toBeNull();
});

test.each([
  ["a living holder", (id: string) => lockOf(id), { host: "here", pid: 7 }],
  ["another release", () => lockOf("20260131-174500-1f3a"), undefined],
])("F33: the lock of %s is never taken over", async (_, textOf, alive) => {
  const { world, id } = await heldWorld();
  const held = { oid: "theirs", text: textOf(id) };
  world.shared.held = held;
  const ports = { ...world.ports, isRunning: ({ pid }: { pid: number }) => pid === alive?.pid };
  for (const verb of [resume, rollBack])
    await expect(verb(id, ports)).rejects.toMatchObject({ code: "RELEASE_RUNNING" });
  expect(world.shared.held).toBe(held);
});

test("an end that the others know, and that this clone died before it noted, is noted by the next release", async () => {
  const { world, id } = await heldWorld();
  const dead = new Promise<void>(() => undefined);
  const records = {
    ...world.ports.records,
    open: async (which: string) => {
      const opened = await world.ports.records.open(which);
      const journal: Journal = {
        append: (entry) => (entry.kind === "ended" ? dead : opened.journal.append(entry)),
        close: () => opened.journal.close(),
      };
      return { ...opened, journal };
    },
  };
  const save = world.shared.save.bind(world.shared);
  const told = new Promise<void>((reached) => {
    world.shared.save = async (which, text, options) => {
      if (text.includes('"ended"')) reached();
      return save(which, text, options);
    };
  });
  await Promise.race([told, resume(id, { ...world.ports, records })]);
  expect((await world.ports.records.find(id))?.ended).toBe(false);
  expect((await carryOut(orderOf("log"), world.ports)).outcome).toBe("done");
  expect(await world.ports.records.find(id)).toMatchObject({ ended: true, lastReport: { outcome: "done" } });
});

test("F37: a release that a newer Convoy began and did not end is refused, and not passed over", async () => {
  const { world, id } = await heldWorld();
  const text = world.shared.records.get(id) ?? "";
  const [line = ""] = text.split("\n");
  const opening = JSON.parse(line.slice(line.indexOf("{"))) as Opening;
  const newer = encodeLine({ ...opening, format: 2 });
  const ended = encodeLine({ kind: "ended" });
  const disk: Disk = { ...localDisk, list: async () => [id], read: async () => newer };
  const clone = await simulatedWorld("staged", disk);
  const refusal = { code: "JOURNAL_TOO_NEW", message: expect.stringContaining(id) };
  await expect(carryOut(orderOf(...CHAIN), clone.ports)).rejects.toMatchObject(refusal);
  await expect(rollBack(id, clone.ports)).rejects.toMatchObject(refusal);
  expect(() => believablePart(newer)).toThrow("begun by a newer Convoy");
  expect(believablePart(newer + ended)).toBe("");
});

test("F38: a versioned file that the build rewrites is not released, is left as it is, and named", async () => {
  const world = await worldWithHistory("direct");
  world.tree.onBuild = () => void world.tree.files.set("package.json", "with the build's gitHead");
  expect(await carryOut(orderOf(...CHAIN), world.ports)).toMatchObject({
    outcome: "rolled-back",
    error: { code: "EDITED_BY_BUILD" },
  });
  expect(world.tree.files.get("package.json")).toBe("with the build's gitHead");
  expect(world.events).toContainEqual({
    kind: "noted",
    note: expect.objectContaining({ code: "EDITED_SINCE", message: expect.stringContaining("package.json") }),
  });
});

test("F39: a resumed release promotes the bytes that were packed at first", async () => {
  const { world, id } = await heldWorld();
  world.tree.pack = () => Promise.reject(new Error("another umask would make other bytes"));
  expect((await resume(id, world.ports)).outcome).toBe("done");
});

test("F46: after the commit point a release without its network waits, and is carried on when it is back", async () => {
  const world = await worldWithHistory("staged");
  const { target } = world.ports;
  if (target.strategy !== "staged") throw new Error("not staged");
  let reachable = false;
  const promote: typeof target.promote = async (...version) =>
    reachable ? target.promote(...version) : refused("TARGET_UNREACHABLE");
  const ports = { ...world.ports, target: { ...target, promote } };
  const report = await carryOut(orderOf(...CHAIN), ports);
  expect(report).toMatchObject({ outcome: "unfinished", error: { code: "TARGET_UNREACHABLE" } });
  expect(report.error?.hint).toContain(`convoy resume ${report.id}`);
  reachable = true;
  expect((await resume(String(report.id), ports)).outcome).toBe("done");
});

function refused(code: string): {
  readonly kind: "refused";
  readonly error: { code: string; message: string };
} {
  return { kind: "refused", error: { code, message: "not now" } };
}

function lockOf(id: string): string {
  return JSON.stringify({ id, verb: "release", host: "here", pid: 7 });
}

/** What was done to packages, as the journal would name it. */
function effectsOf({ stage, channel }: SimulatedWorld): readonly string[] {
  const names = (log: readonly string[], operation: string): readonly string[] =>
    log.filter((line) => line.startsWith(operation)).map((line) => line.split(/[ @]/)[1] ?? "");
  return [
    ...names(stage.log, "upload").map((name) => `stage ${name}`),
    ...names(channel.log, "upload").map((name) => `publish ${name}`),
    ...names(channel.log, "copy").map((name) => `promote ${name}`),
  ];
}

async function intentsOf({ ports }: SimulatedWorld, id: string): Promise<readonly string[]> {
  const { entries, journal } = await ports.records.open(id);
  await journal.close();
  return entries.flatMap((entry) =>
    entry.kind === "begun" && "name" in entry.effect ? [`${entry.effect.act} ${entry.effect.name}`] : [],
  );
}

/** A release whose disk is full from the `nth` write on, and its recovery when there is space again. */
async function diskFullFrom(
  nth: number,
  strategy: "staged" | "direct",
): Promise<{
  readonly wasFull: boolean;
  readonly effects: readonly string[];
  readonly intents: readonly string[];
  readonly end: string;
  readonly untouched: boolean;
}> {
  const disk = fullFrom(nth);
  const world = await worldWithHistory(strategy, disk);
  const before = JSON.stringify(world.channel.snapshot());
  const first = await carryOut(orderOf(...CHAIN), world.ports).catch(codeOf);
  const wasFull = disk.isFull();
  disk.free();
  const [record] = await world.ports.records.list();
  const id = record?.opening.id;
  const effects = effectsOf(world);
  const intents = id === undefined ? [] : await intentsOf(world, id);
  const recovered =
    id === undefined || record?.ended
      ? first
      : await (record?.state === "DONE" ? resume : rollBack)(id, world.ports);
  const end = typeof recovered === "string" ? recovered : recovered.outcome;
  return { wasFull, effects, intents, end, untouched: JSON.stringify(world.channel.snapshot()) === before };
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}

/** A disk on which no write succeeds from the `nth` on, until it is freed. */
function fullFrom(nth: number): Disk & { isFull(): boolean; free(): void } {
  let writes = 0;
  let limit = nth;
  return {
    ...localDisk,
    async append(path, bytes) {
      const file = await localDisk.append(path, bytes);
      const add = async (text: string): Promise<void> => {
        writes += 1;
        if (writes >= limit) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
        await file.add(text);
      };
      return { add, close: () => file.close() };
    },
    isFull: () => writes >= limit,
    free: () => void (limit = Infinity),
  };
}
