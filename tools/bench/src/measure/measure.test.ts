import { expect, test } from "@jest/globals";
import { isolatedEnv, tempFolder, useTempFolders } from "@convoy/testkit";
import { countProcesses } from "./count-processes.ts";
import { runMeasured, type Command } from "./run-measured.ts";

useTempFolders();

async function command(script: string): Promise<Command> {
  const cwd = await tempFolder();
  const argv = [process.execPath, "--input-type=module", "--eval", script];
  return { argv, cwd, env: isolatedEnv(cwd), signal: new AbortController().signal };
}

test("the CPU time of a process that the command started is counted", async () => {
  const busy = "const end = Date.now() + 300; while (Date.now() < end);";
  const measured = await runMeasured(
    await command(`
    import { spawnSync } from "node:child_process";
    spawnSync(process.execPath, ["--eval", ${JSON.stringify(busy)}]);
    console.log("done");
    process.exitCode = 3;`),
  );
  expect(measured).toMatchObject({ exitCode: 3, tail: "done" });
  expect(measured.wall).toBeGreaterThanOrEqual(0.3);
  expect(measured.cpu).toBeGreaterThan(0.05);
});

test("each process is counted once, quick ones and Node's own included", async () => {
  const started = await countProcesses(
    await command(`
    import { spawnSync } from "node:child_process";
    for (let i = 0; i < 5; i += 1) spawnSync("git", ["--version"]);
    for (let i = 0; i < 2; i += 1) spawnSync(process.execPath, ["--version"]);
    spawnSync(process.execPath, ["--eval", ""]);`),
    await tempFolder("count"),
  );
  // One of the `--version` ends before Node reads any hook; whether the tree was looked at meanwhile is chance.
  expect(started).toBeGreaterThanOrEqual(7);
  expect(started).toBeLessThanOrEqual(9);
});
