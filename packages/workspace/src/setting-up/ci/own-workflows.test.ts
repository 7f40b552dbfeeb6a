import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { OWN_WORKFLOWS } from "./own-workflows.fixture.ts";

const ROOT = new URL("../../../../../", import.meta.url);

/** `npm run workflows` writes them. */
test.each([...OWN_WORKFLOWS])("this repository has %s as Convoy makes it for everybody", (path, text) => {
  expect(readFileSync(new URL(path, ROOT), "utf8")).toBe(text);
});

test("S27: what this repository has besides uses the same actions, at the same commits", () => {
  const uses = (text: string): readonly string[] => text.match(/uses: .*/g) ?? [];
  const pinned = new Set([...OWN_WORKFLOWS.values()].flatMap(uses));
  const folder = new URL(".github/workflows/", ROOT);
  const texts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));
  expect(texts.length).toBeGreaterThan(OWN_WORKFLOWS.size - 1);
  for (const use of texts.flatMap(uses)) expect([...pinned]).toContain(use);
});
