import { expect, test } from "@jest/globals";
import { fakeClock } from "./fake-clock.ts";

test("sleepers wake in the order of their alarms, each at its own time", async () => {
  const clock = fakeClock();
  const woken: string[] = [];
  const sleep = async (name: string, ms: number): Promise<void> => {
    await clock.sleep(ms);
    woken.push(`${name} at ${clock.now()}`);
  };
  const all = [sleep("late", 300), sleep("soon", 100)];

  await clock.advance(150);
  expect(woken).toEqual(["soon at 100"]);
  expect(clock.now()).toBe(150);

  await clock.advance(150);
  expect(woken).toEqual(["soon at 100", "late at 300"]);
  await Promise.all(all);
});

test("running all includes the sleeps that a sleeper starts when it wakes", async () => {
  const clock = fakeClock();
  const retrying = (async () => {
    for (const wait of [100, 200, 400]) await clock.sleep(wait);
  })();
  expect(await clock.runAll()).toBe(700);
  await retrying;
});

test("an aborted sleep rejects with the reason and leaves no alarm", async () => {
  const clock = fakeClock();
  const abort = new AbortController();
  const slept = clock.sleep(100, abort.signal).catch((error: unknown) => error);
  abort.abort(new Error("stop"));
  expect(await slept).toEqual(new Error("stop"));
  expect(clock.alarms).toEqual([]);
});
