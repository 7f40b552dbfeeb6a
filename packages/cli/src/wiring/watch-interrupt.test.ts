import { once } from "node:events";
import { expect, test } from "@jest/globals";
import type { Host } from "../host.ts";
import { watchInterrupt } from "./watch-interrupt.ts";

function hostToInterrupt(): {
  readonly host: Host;
  readonly press: () => void;
  readonly listening: () => boolean;
} {
  let callback: (() => void) | undefined;
  const host = {
    onInterrupt(given: () => void) {
      callback = given;
      return () => {
        callback = undefined;
      };
    },
  } as Host;
  return { host, press: () => callback?.(), listening: () => callback !== undefined };
}

test("the first Ctrl-C asks to turn back, the second to stop at once", () => {
  const { host, press } = hostToInterrupt();
  const { interrupted, outOfTime, stop } = watchInterrupt(host, 30);
  expect([interrupted.aborted, outOfTime.aborted]).toEqual([false, false]);
  press();
  expect([interrupted.aborted, outOfTime.aborted]).toEqual([true, false]);
  press();
  expect([interrupted.aborted, outOfTime.aborted]).toEqual([true, true]);
  stop();
});

test("what is cut short by it fails as interrupted, and not as a defect", () => {
  const { host, press } = hostToInterrupt();
  const { interrupted, stop } = watchInterrupt(host, 30);
  press();
  stop();
  expect(() => interrupted.throwIfAborted()).toThrow(expect.objectContaining({ code: "INTERRUPTED" }));
});

test("when the grace is over the way back ends by itself", async () => {
  const { host, press } = hostToInterrupt();
  const { outOfTime, stop } = watchInterrupt(host, 0);
  const over = once(outOfTime, "abort");
  press();
  await over;
  expect(outOfTime.aborted).toBe(true);
  stop();
});

test("a watch that was stopped hears nothing more", () => {
  const { host, press, listening } = hostToInterrupt();
  const { interrupted, stop } = watchInterrupt(host, 30);
  stop();
  press();
  expect([interrupted.aborted, listening()]).toEqual([false, false]);
});
