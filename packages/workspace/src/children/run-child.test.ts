import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { runChild, type ChildRequest } from "./run-child.ts";

useTempFolders();

async function node(script: string, more: Partial<ChildRequest> = {}): ReturnType<typeof runChild> {
  return runChild({
    command: process.execPath,
    args: ["-e", script],
    cwd: await tempFolder(),
    env: {},
    ...more,
  });
}

test("an exit code is an answer, with both outputs", async () => {
  expect(await node("console.log('out'); console.error('err'); process.exitCode = 3")).toEqual({
    exitCode: 3,
    stdout: "out\n",
    stderr: "err\n",
    timedOut: false,
  });
});

test("what is written to the child is its input, and its environment is only what is given", async () => {
  const script =
    "process.stdin.pipe(process.stdout).on('unpipe', () => console.log(Object.keys(process.env).join()))";
  expect((await node(script, { stdin: "in ", env: { ONE: "1" } })).stdout).toBe("in ONE\n");
});

test("a program that does not exist is an error of the system", async () => {
  await expect(node("", { command: "convoy-no-such-program" })).rejects.toMatchObject({ code: "ENOENT" });
});

test("a child that takes too long is ended, and the result says so", async () => {
  expect(await node("setTimeout(() => {}, 60000)", { timeoutMs: 100 })).toMatchObject({
    exitCode: null,
    timedOut: true,
  });
});

test("all output has come when the child has ended", async () => {
  let bytes = 0;
  await node("for (let i = 0; i < 3000; i++) console.log('x'.repeat(999))", {
    onOutput: (chunk) => (bytes += chunk.length),
  });
  expect(bytes).toBe(3_000_000);
});

test("F45: what the child left running is ended with it", async () => {
  const script =
    "const daemon = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {stdio: 'inherit'}); console.log(daemon.pid); daemon.unref()";
  let pid = 0;
  await node(script, { onOutput: (chunk) => (pid ||= Number(chunk)) });
  await expect(endOf(pid)).resolves.toBe("ended");
}, 15_000);

async function endOf(pid: number): Promise<string> {
  while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
  return "ended";
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
