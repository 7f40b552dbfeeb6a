import { afterAll, expect, test } from "@jest/globals";
import { hash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "./sqlite.ts";

const root = mkdtempSync(join(tmpdir(), "emulator-damage-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What a killed emulator leaves: most changes in the records, the last ones in the log beside them. */
function leftBehind(): string {
  const running = join(root, "running");
  const left = join(root, "left");
  for (const half of ["first", "second"]) {
    const store = openStore(running);
    for (let commit = 0; commit < 10; commit += 1) {
      for (let key = 0; key < 50; key += 1) store.bucket(half).set(`${commit} ${key}`, "x".repeat(300));
      store.commit();
    }
    if (half === "second") cpSync(running, left, { recursive: true });
    store.close();
  }
  return left;
}

const LEFT = leftBehind();

/** A log that is not there is as good as an empty one. */
function files(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name !== "blobs" && !name.endsWith("-shm"));
  const contents = names.map((name) => [name, readFileSync(join(folder, name))] as const);
  const full = contents.filter(([, bytes]) => bytes.length > 0);
  return new Map(full.map(([name, bytes]) => [name, hash("sha1", bytes)]));
}

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const whole = readFileSync(path);
  whole.set(bytes, at);
  writeFileSync(path, whole);
}

const NOISE = new Uint8Array(4096).fill(0xa5);

const DAMAGE: Readonly<Record<string, (records: string) => void>> = {
  "is no database": (records) => writeFileSync(records, "this is no database ".repeat(500)),
  "was cut in half": (records) => truncateSync(records, 20 * 4096),
  "has noise in a page": (records) => overwrite(records, 20 * 4096, NOISE),
  "has a record that is no JSON": (records) => {
    const at = readFileSync(records).indexOf('xxx"', 20 * 4096);
    overwrite(records, at + 3, Buffer.from("x"));
  },
  "is empty": (records) => truncateSync(records, 0),
  "is gone": (records) => rmSync(records),
  "has lost its log": (records) => rmSync(`${records}-wal`),
  "has a log that was cut in half": (records) => truncateSync(`${records}-wal`, 50_000),
  "has noise in its log": (records) => overwrite(`${records}-wal`, 50_000, NOISE),
};

test("a folder that was left behind has all of its changes", () => {
  const folder = join(root, "whole");
  cpSync(LEFT, folder, { recursive: true });
  const store = openStore(folder);
  expect(["first", "second"].map((name) => store.bucket(name).size)).toEqual([500, 500]);
  store.close();
});

test.each(Object.entries(DAMAGE))(
  "a folder whose records.db %s is refused, and left as it is",
  (_, damage) => {
    const folder = mkdtempSync(join(root, "damaged-"));
    cpSync(LEFT, folder, { recursive: true });
    damage(join(folder, "records.db"));
    const before = files(folder);
    expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: "DATA_DAMAGED" }));
    expect(files(folder)).toEqual(before);
  },
);

test("what is left of a folder that lost changes can be gone on with", () => {
  const folder = join(root, "accepted");
  cpSync(LEFT, folder, { recursive: true });
  rmSync(join(folder, "records.db-wal"));
  rmSync(join(folder, "commits.txt"));
  const store = openStore(folder);
  expect(["first", "second"].map((name) => store.bucket(name).size)).toEqual([500, 0]);
  store.bucket("second").set("more", 1);
  store.commit();
  store.close();
  openStore(folder).close();
});
