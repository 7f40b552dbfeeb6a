import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import { overruled } from "./notes.ts";

useTempFolders();

const REGISTRY = "https://channel.example.com/";
const OTHER = "https://old.example.com/";
const yaml = (url: string): string => `registries:\n  "@acme": ${url}\n`;
const npmrc = (url: string): string => `@acme:registry=${url}\n`;

test.each([
  ["pnpm", { ".npmrc": npmrc(OTHER) }, [".npmrc"]],
  ["pnpm", { "pnpm-workspace.yaml": yaml(OTHER), ".npmrc": npmrc(REGISTRY) }, ["pnpm-workspace.yaml"]],
  ["pnpm", { "pnpm-workspace.yaml": yaml(REGISTRY), ".npmrc": npmrc(OTHER) }, []],
  ["npm", { "pnpm-workspace.yaml": yaml(OTHER) }, []],
] as const)("to %s, of %j counts what goes before", async (client, files, named) => {
  const root = await tempFolder("root");
  await writeFiles(root, files);
  const signIn = { registry: REGISTRY, settings: {}, scopes: ["@acme"], all: false };
  expect(await overruled(root, signIn, client)).toEqual(
    named.map((file) => `the project's ${file} names another registry for @acme, which goes before`),
  );
});
