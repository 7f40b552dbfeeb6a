import { expect, test } from "@jest/globals";
import { gate } from "@convoy/testkit";
import { virtualClock } from "./virtual-clock.ts";

test("time passes only when nobody has anything left to do, and then at once", async () => {
  const clock = virtualClock();
  const disk = gate();
  const seen: number[] = [];
  const work = async (): Promise<void> => {
    const written = clock.meanwhile(disk.pass("write"));
    const slept = clock.sleep(5000).then(() => seen.push(clock.now()));
    await written;
    seen.push(clock.now());
    await slept;
  };
  const run = clock.run(work());
  await disk.waiting();
  await disk.open("write");
  await run;
  expect(seen).toEqual([0, 5000]);
});

test("what waits for nothing that comes is an error, not a hang", async () => {
  const never = new Promise<never>(() => undefined);
  await expect(virtualClock().run(never)).rejects.toThrow("never comes");
});
