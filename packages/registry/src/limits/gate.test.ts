import { expect, test } from "@jest/globals";
import type { ReleaseEvent } from "@convoy/core";
import { fakeClock, type FakeClock } from "@convoy/testkit";
import { answered, type Answer } from "../replies/fault.ts";
import { DEFAULT_LIMITS, type Limits } from "../settings.ts";
import { read, write, type Operation } from "./carry.ts";
import { Gate, type LaneName } from "./gate.ts";

interface World {
  readonly gate: Gate;
  readonly clock: FakeClock;
  readonly events: readonly ReleaseEvent[];
}

function world(limits: Partial<Limits> = {}, signal = new AbortController().signal): World {
  const clock = fakeClock();
  const events: ReleaseEvent[] = [];
  const ports = {
    emit: (event: ReleaseEvent) => void events.push(event),
    clock: { ...clock, wall: clock.now, deadline: () => () => undefined },
    random: () => 0.5,
    signal,
  };
  return { gate: new Gate({ ...DEFAULT_LIMITS, ...limits }, ports), clock, events };
}

function operation(lane: LaneName, attempt: () => Promise<Answer<undefined>>): Operation<undefined> {
  return { doing: "copy a", where: "acme/npm", lane, attempt };
}

/** A registry that takes `ms` for a request and bears so many of them in any second. */
function quota(
  clock: FakeClock,
  perSecond: number,
  ms: number,
): { call(): Promise<Answer<undefined>>; refused: number } {
  const accepted: number[] = [];
  const registry = {
    refused: 0,
    async call(): Promise<Answer<undefined>> {
      const full = accepted.filter((at) => at > clock.now() - 1000).length >= perSecond;
      if (full) registry.refused += 1;
      else accepted.push(clock.now());
      await clock.sleep(ms);
      return full ? { kind: "throttled", words: "rate exceeded", afterMs: 1000 } : answered(undefined);
    },
  };
  return registry;
}

test("each class of requests has its own ceiling", async () => {
  const { gate, clock } = world({ upload: 2, copy: 1 });
  const running = { upload: 0, copy: 0 };
  const most = { upload: 0, copy: 0 };
  const one = (lane: "upload" | "copy"): Promise<unknown> =>
    write(
      gate,
      operation(lane, async () => {
        running[lane] += 1;
        most[lane] = Math.max(most[lane], running[lane]);
        await clock.sleep(1000);
        running[lane] -= 1;
        return answered(undefined);
      }),
    );
  const all = Promise.all([...Array(6).keys()].map((n) => one(n % 2 === 0 ? "upload" : "copy")));
  await clock.runAll();
  await all;
  expect(most).toEqual({ upload: 2, copy: 1 });
});

test("I11 uploads and copies together keep to the writes per second", async () => {
  const { gate, clock } = world({ upload: 50, copy: 50, writesPerSecond: 10 });
  const starts: number[] = [];
  const attempt = async (): Promise<Answer<undefined>> => {
    starts.push(clock.now());
    return answered(undefined);
  };
  const all = Promise.all(
    [...Array(40).keys()].map((n) => write(gate, operation(n % 2 === 0 ? "upload" : "copy", attempt))),
  );
  await clock.runAll();
  await all;
  const busiest = Math.max(
    ...starts.map((start) => starts.filter((other) => other >= start && other < start + 1000).length),
  );
  expect(busiest).toBeLessThanOrEqual(11);
  expect(clock.now()).toBeLessThan(4100);
});

test("F10 a lane that is throttled learns the pace that the registry bears", async () => {
  const { gate, clock } = world();
  const registry = quota(clock, 5, 80);
  const all = Promise.all(
    [...Array(200).keys()].map(() =>
      write(
        gate,
        operation("copy", () => registry.call()),
      ),
    ),
  );
  await clock.runAll();
  expect((await all).every(({ kind }) => kind === "answered")).toBe(true);
  expect(clock.now()).toBeLessThan(50_000); // 40 s is the least that the quota allows
  expect(registry.refused).toBeLessThan(15);
  expect(gate.requests).toBe(200 + registry.refused);
});

test("a lane that is throttled does not slow the pace of another", async () => {
  const { gate, clock } = world();
  await Promise.all([
    write(
      gate,
      operation("copy", () => quota(clock, 5, 80).call()),
    ),
    clock.runAll(),
  ]);
  const started = clock.now();
  const reads = Promise.all(
    [...Array(320).keys()].map(() =>
      read(
        gate,
        operation("read", async () => {
          await clock.sleep(80);
          return answered(undefined);
        }),
      ),
    ),
  );
  await clock.runAll();
  await reads;
  expect(clock.now() - started).toBe(800);
});

test("a write that fails is not made again; a read is, up to its attempts", async () => {
  const { gate, clock, events } = world({ attempts: 3 });
  const broken = async (): Promise<Answer<undefined>> => ({ kind: "broken", words: "reset" });
  const wrote = write(gate, operation("upload", broken));
  await clock.runAll();
  expect([(await wrote).kind, gate.requests, events.length]).toEqual(["broken", 1, 0]);

  const readOnce = read(gate, operation("read", broken));
  await clock.runAll();
  expect([(await readOnce).kind, gate.requests, events.length]).toEqual(["broken", 4, 2]);
});

test("what is aborted ends waits, and lets nobody in any more", async () => {
  const abort = new AbortController();
  const { gate } = world({}, abort.signal);
  gate.pause(60_000);
  let attempts = 0;
  const waiting = read(
    gate,
    operation("read", async () => {
      attempts += 1;
      return answered(undefined);
    }),
  );
  abort.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
  await expect(
    write(
      gate,
      operation("upload", async () => answered(undefined)),
    ),
  ).rejects.toThrow("stopped");
  expect([attempts, gate.requests]).toEqual([0, 0]);
});
