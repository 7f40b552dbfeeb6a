import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { seeded } from "../mutant.ts";
import { BUGS } from "./all.ts";

const read = (file: string) => readFile(new URL(`../../../../${file}`, import.meta.url), "utf8");

test("every bug still has its place in the source", async () => {
  const complaints = await Promise.all(
    BUGS.map(async (bug) => {
      try {
        seeded(await read(bug.file), bug);
        return [];
      } catch (error) {
        return [String(error)];
      }
    }),
  );
  expect(complaints.flat()).toEqual([]);
});

test("every bug names a test file that exists", async () => {
  const files = new Set(BUGS.flatMap(({ killedBy }) => killedBy.map(({ file }) => file)));
  await expect(Promise.all(Array.from(files, read))).resolves.toHaveLength(files.size);
});
