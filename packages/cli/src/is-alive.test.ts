import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { isAlive } from "./is-alive.ts";

test("this process runs, and one that was waited for does not", async () => {
  expect(isAlive(process.pid)).toBe(true);
  const child = spawn(process.execPath, ["--eval", ""]);
  await once(child, "exit");
  expect(isAlive(child.pid ?? 0)).toBe(false);
});

(process.platform === "linux" ? describe : describe.skip)("on Linux", () => {
  test("a process that has ended and that nobody waits for does not run", async () => {
    // The shell hands its place to a program that never waits, so that the first child stays a zombie.
    const parent = spawn("sh", ["-c", "true & echo $!; exec cat"], { stdio: ["pipe", "pipe", "inherit"] });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const zombie = Number(line.toString());
    while (isAlive(zombie)) await new Promise(setImmediate);
    expect(() => process.kill(zombie, 0)).not.toThrow();
    parent.stdin.end();
    await once(parent, "exit");
  });
});
