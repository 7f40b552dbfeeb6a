import { spawn } from "node:child_process";
import { on, once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import { isAlive, startOf } from "./is-alive.ts";

test("this process runs, and one that was waited for does not", async () => {
  expect(isAlive(process.pid)).toBe(true);
  const child = spawn(process.execPath, ["--eval", ""]);
  await once(child, "exit");
  expect(isAlive(child.pid ?? 0)).toBe(false);
});

test("a process that has ended and that nobody waits for does not run", async () => {
  // The shell hands its place to a program that never waits for the child that it has inherited.
  const parent = spawn("sh", ["-c", "cat <&3 >/dev/null & echo $!; exec cat"], {
    stdio: ["pipe", "pipe", "inherit", "pipe"],
  });
  // The type knows only the first three as the pipes that were asked for above.
  const [stdin, stdout, , gate] = parent.stdio as unknown as [Writable, Readable, null, Writable];
  const output = on(stdout, "data");
  const next = async (): Promise<string> => String((await output.next()).value);
  const zombie = Number(await next());
  expect(isAlive(zombie)).toBe(true);
  stdin.write("taken over?");
  expect(await next()).toBe("taken over?");
  gate.end();
  // Elsewhere than on Linux nothing tells it from one that runs.
  while (process.platform === "linux" && isAlive(zombie)) await new Promise(setImmediate);
  expect(() => process.kill(zombie, 0)).not.toThrow();
  stdin.end();
  await once(parent, "exit");
});

test("a process started when it started, and another one at another time", async () => {
  const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const [own, other] = [startOf(process.pid), startOf(child.pid ?? 0)];
  expect(startOf(process.pid)).toBe(own);
  // Elsewhere than on Linux it is not known.
  expect(own === undefined || own !== other).toBe(true);
  child.kill();
  await once(child, "exit");
  expect(startOf(child.pid ?? 0)).toBeUndefined();
});
