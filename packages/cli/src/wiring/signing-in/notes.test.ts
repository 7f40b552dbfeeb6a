import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import type { LoginClient } from "@convoy/workspace";
import { overruled } from "./notes.ts";

useTempFolders();

const REGISTRY = "https://channel.example.com/";
const OTHER = "https://old.example.com/";
const TOKEN = "//channel.example.com/:_authToken";
const yaml = (url: string): string => `registries:\n  "@acme": ${url}\n`;
const npmrc = (url: string): string => `@acme:registry=${url}\n`;

async function notesOf(
  client: LoginClient,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const folder = await tempFolder("files");
  await writeFiles(folder, files);
  const signIn = { registry: REGISTRY, settings: { [TOKEN]: "new" }, scopes: ["@acme"], all: false };
  const where = { root: join(folder, "project"), env: { HOME: join(folder, "home") } };
  return (await overruled(where, signIn, client)).map((note) => note.replace(join(folder, "home"), "HOME"));
}

test.each([
  [{ "project/.npmrc": npmrc(OTHER) }, [".npmrc"]],
  [
    { "project/pnpm-workspace.yaml": yaml(OTHER), "project/.npmrc": npmrc(REGISTRY) },
    ["pnpm-workspace.yaml"],
  ],
  [{ "project/pnpm-workspace.yaml": yaml(REGISTRY), "project/.npmrc": npmrc(OTHER) }, []],
] as const)("of %j pnpm is told what goes before", async (files, named) => {
  expect(await notesOf("pnpm", files)).toEqual(
    named.map((file) => `the project's ${file} has another registry for @acme, which goes before`),
  );
});

test("npm does not read what pnpm's projects say", async () => {
  expect(await notesOf("npm", { "project/pnpm-workspace.yaml": yaml(OTHER) })).toEqual([]);
});

test("an old token that goes before is named, and not shown", async () => {
  const files = { "home/.config/pnpm/auth.ini": `${TOKEN}=old\n` };
  expect(await notesOf("npm", files)).toEqual([]);
  expect(await notesOf("pnpm", files)).toEqual([
    "HOME/.config/pnpm/auth.ini has a credential of its own for the channel, which goes before",
  ]);
  expect(await notesOf("npm", { "project/.npmrc": `${TOKEN}=\${TOKEN}\n` })).toEqual([
    "the project's .npmrc has a credential of its own for the channel, which goes before",
  ]);
});
