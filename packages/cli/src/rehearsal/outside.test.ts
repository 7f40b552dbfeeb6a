import { Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import type { Host } from "../host.ts";
import { outsideOf, type Outside } from "./outside.ts";

useTempFolders();

/** Nobody listens at the registry that the workspace names. */
async function outsideOfNowhere(): Promise<Outside> {
  const root = await tempFolder("workspace");
  await writeFiles(root, { ".npmrc": "registry=http://127.0.0.1:9/\n" });
  const stream = new Writable();
  const host: Host = {
    cwd: root,
    env: { HOME: root },
    stdout: stream,
    stderr: stream,
    pid: 4711,
    hostname: "build-7",
    onInterrupt: () => () => undefined,
  };
  return outsideOf({ host, root }, new Set(["@acme/codec"]));
}

test("a package of the workspace is asked for nowhere", async () => {
  const outside = await outsideOfNowhere();
  expect(await outside.packument("@acme/codec")).toBeUndefined();
  expect(outside.unfetched.size).toBe(0);
});

test("a registry that cannot be reached has nothing, and why is kept", async () => {
  const outside = await outsideOfNowhere();
  expect(await outside.packument("left")).toBeUndefined();
  expect(outside.unfetched.get("left")).toMatch(/^left could not be fetched: .*ECONNREFUSED/);
});
