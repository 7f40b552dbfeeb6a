import { watch } from "node:fs";
import { expect, jest, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { changelogWorld, versionInChild } from "./version-world.fixture.ts";

useTempFolders();
jest.setTimeout(30_000);

test("an abort ends the version step with all that it has started", async () => {
  // The grandchild holds the pipe to us open: the promise settles only when that is ended too.
  const workspace = await changelogWorld(`
    import { spawn } from "node:child_process";
    import { writeFileSync } from "node:fs";
    const args = ["-e", 'require("fs").writeFileSync("started", ""); setInterval(() => {}, 1000)'];
    spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
    await new Promise(() => setInterval(() => {}, 1000));
  `);
  const abort = new AbortController();
  const started = fileIn(workspace.root, "started");
  const run = versionInChild(workspace, {}, abort.signal);
  await started;
  abort.abort(new Error("enough"));
  await expect(run).rejects.toThrow("enough");
});

/** Resolves as soon as the file is there. */
function fileIn(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, changed) => {
      if (changed !== name) return;
      watcher.close();
      resolve();
    });
  });
}
