import { expect, test } from "@jest/globals";
import { startGithub, tempFolder, useTempFolders, type FakeCodeHost } from "@convoy/testkit";
import { forgeOn } from "../forge.fixture.ts";
import type { Forge } from "../forge.ts";
import { keepComment } from "./sticky-comment.ts";

useTempFolders();

async function world(): Promise<{ readonly forge: Forge; readonly github: FakeCodeHost }> {
  const github = await startGithub({ origin: await tempFolder("origin") });
  return { github, forge: await forgeOn(github) };
}

const keep = (forge: Forge, text: string): Promise<string> =>
  keepComment(forge, { pullRequest: 7, key: "check", body: () => text });

test("it is made once, changed in its place, and left alone while it says the same", async () => {
  const { forge, github } = await world();
  expect(await keep(forge, "One is missing.")).toBe("created");
  expect(await keep(forge, "One is missing.")).toBe("unchanged");
  expect(await keep(forge, "None is missing.")).toBe("updated");
  expect(github.comments).toEqual([
    { id: 1, on: 7, own: true, body: "<!-- convoy:check -->\nNone is missing." },
  ]);
});

test("the mark in the comment of somebody else is not followed, nor is one on another page missed", async () => {
  const { forge, github } = await world();
  const theirs = { id: 1, on: 7, own: false, body: "<!-- convoy:check -->\nMine." };
  const chat = Array.from({ length: 120 }, (_, index) => ({ id: index + 2, on: 7, own: true, body: "Hm." }));
  github.comments.push(theirs, ...chat, { id: 200, on: 7, own: true, body: "<!-- convoy:check -->\nOld." });
  expect(await keep(forge, "New.")).toBe("updated");
  expect(github.comments.at(-1)?.body).toBe("<!-- convoy:check -->\nNew.");
  expect(theirs.body).toBe("<!-- convoy:check -->\nMine.");
});
