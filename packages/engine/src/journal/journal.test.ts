import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { localDisk } from "./disk.ts";
import type { JournalEntry } from "./entry.ts";
import { openJournal } from "./journal.ts";
import { decodeLines, encodeLine } from "./line.ts";

useTempFolders();

const ENTRIES: readonly JournalEntry[] = [
  { kind: "versioning", paths: ["packages/größe/package.json"] },
  { kind: "begun", effect: { act: "publish", name: "codec" } },
  { kind: "reached", state: "DONE" },
];
const TEXT = ENTRIES.map(encodeLine).join("");

test("F36: a journal that is cut anywhere is read up to its last whole line", () => {
  const bytes = Buffer.from(TEXT);
  for (let length = 0; length <= bytes.length; length += 1) {
    const { entries, bytes: whole } = decodeLines(bytes.subarray(0, length).toString());
    expect(entries).toEqual(ENTRIES.slice(0, entries.length));
    expect(bytes.subarray(0, whole).toString()).toBe(
      ENTRIES.slice(0, entries.length).map(encodeLine).join(""),
    );
  }
  expect(decodeLines(TEXT).entries).toEqual(ENTRIES);
});

test("F36: a bit that is flipped anywhere ends what is believed before its line", () => {
  const bytes = Buffer.from(TEXT);
  const ends = ENTRIES.map((_, index) =>
    Buffer.byteLength(
      ENTRIES.slice(0, index + 1)
        .map(encodeLine)
        .join(""),
    ),
  );
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    const line = ends.findIndex((end) => at < end);
    expect(decodeLines(damaged.toString()).entries).toEqual(ENTRIES.slice(0, line));
  }
});

test("F36: what a crash has torn is cut off before the next entry is written", async () => {
  const file = join(await tempFolder("journal"), "journal");
  const [first = "", second = "", third = ""] = ENTRIES.map(encodeLine);
  await writeFile(file, first + second.slice(0, 12));
  const { bytes } = decodeLines(await readFile(file, "utf8"));
  const journal = await openJournal(localDisk, file, bytes);
  await journal.append({ kind: "reached", state: "DONE" });
  await journal.close();
  expect(await readFile(file, "utf8")).toBe(first + third);
});

test("F36: an entry is flushed to the disk before it counts as written", async () => {
  const file = join(await tempFolder("journal"), "journal");
  const journal = await openJournal(localDisk, file, 0);
  const handle = await open(file);
  const flush = jest.spyOn(Object.getPrototypeOf(handle) as { datasync(): Promise<void> }, "datasync");
  await handle.close();
  await journal.append({ kind: "reached", state: "DONE" });
  expect(flush).toHaveBeenCalledTimes(1);
  flush.mockRestore();
  await journal.close();
});

test("entries that come while the disk is busy share a flush, and keep their order", async () => {
  const added: string[] = [];
  const add = async (text: string): Promise<void> => void added.push(text);
  const disk = { ...localDisk, append: async () => ({ add, close: async () => undefined }) };
  const journal = await openJournal(disk, "journal", 0);
  await Promise.all(ENTRIES.map((entry) => journal.append(entry)));
  expect(added.join("")).toBe(TEXT);
  expect(added.length).toBeLessThan(ENTRIES.length);
});

test("F35: after a write that failed nothing is written any more", async () => {
  let full = true;
  const added: string[] = [];
  const add = async (text: string): Promise<void> => {
    if (full) throw new Error("no space left on device");
    added.push(text);
  };
  const disk = { ...localDisk, append: async () => ({ add, close: async () => undefined }) };
  const journal = await openJournal(disk, "journal", 0);
  await expect(journal.append({ kind: "reached", state: "PACKED" })).rejects.toThrow("no space left");
  full = false;
  await expect(journal.append({ kind: "reached", state: "STAGED" })).rejects.toThrow("no space left");
  expect(added).toEqual([]);
});
