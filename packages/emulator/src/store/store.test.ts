import { afterEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator } from "../emulator.ts";
import { memoryStore } from "./memory.ts";
import type { Store } from "./port.ts";
import { openStore } from "./sqlite.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-store-"));
  folders.push(folder);
  return folder;
}

const KINDS: readonly (readonly [string, () => Store])[] = [
  ["memory", memoryStore],
  ["sqlite", () => openStore(temporaryFolder())],
];

describe.each(KINDS)("the %s store", (_, open) => {
  test("keeps values in the order in which their keys came", () => {
    const store = open();
    for (const key of ["b", "a", "c"]) store.bucket("letters").set(key, key);
    store.bucket("letters").set("a", "A");
    store.bucket("letters").delete("b");
    store.bucket("letters").set("b", "B");
    expect(Array.from(store.bucket("letters").values())).toEqual(["A", "c", "B"]);
    store.close();
  });

  test("counts a change as one, and a look as none", () => {
    const store = open();
    const before = store.bucket("letters").changes;
    store.bucket("letters").delete("a");
    expect(store.bucket("letters").changes).toBe(before);
    store.bucket("letters").set("a", 1);
    expect(store.bucket("letters").changes).not.toBe(before);
    store.close();
  });

  test("has blobs until they are deleted", () => {
    const store = open();
    store.blobs.put("ab01", Buffer.from("bytes"));
    expect(Buffer.from(store.blobs.get("ab01") ?? []).toString()).toBe("bytes");
    store.blobs.delete("ab01");
    store.commit();
    expect(store.blobs.get("ab01")).toBeUndefined();
    store.close();
  });

  test("is empty after it was cleared", () => {
    const store = open();
    store.bucket("letters").set("a", 1);
    store.blobs.put("ab01", Buffer.from("bytes"));
    store.commit();
    store.clear();
    expect(store.bucket("letters").size).toBe(0);
    expect(store.blobs.get("ab01")).toBeUndefined();
    store.close();
  });
});

test("a folder that is opened again has what was committed, in the same order", () => {
  const folder = temporaryFolder();
  const store = openStore(folder);
  for (const key of ["b", "a"]) store.bucket("letters").set(key, { key });
  store.bucket("letters").delete("b");
  store.bucket("letters").set("b", { key: "B" });
  store.commit();
  store.bucket("letters").set("c", "never committed");
  store.close();
  const again = openStore(folder);
  expect(Array.from(again.bucket("letters").values())).toEqual([{ key: "a" }, { key: "B" }]);
  again.close();
});

test("a folder that is open is refused to another", () => {
  const folder = temporaryFolder();
  const store = openStore(folder);
  expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: "DATA_IN_USE" }));
  store.close();
});

test("a start that fails leaves the folder free", () => {
  const data = temporaryFolder();
  expect(() => createEmulator({ data, deny: ["no rule"] })).toThrow(
    expect.objectContaining({ code: "DENY_RULE_INVALID" }),
  );
  createEmulator({ data }).close();
});
