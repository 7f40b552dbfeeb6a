import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders();

const TARGET = ["--domain", "acme", "--region", "eu-west-1", "--repository", "npm", "--staging", "stage"];

/** Every `convoy VERB --flag` in the files. */
function commandsIn(text: string): readonly { readonly verb: string; readonly flags: readonly string[] }[] {
  return [...text.matchAll(/^(?!\s*#).*?pnpm exec convoy (\w+)([^\n|]*)/gm)].map(
    ([, verb = "", rest = ""]) => ({
      verb,
      flags: rest.match(/--[\w-]+/g) ?? [],
    }),
  );
}

test.each(["github", "gitlab", "codebuild"])(
  "the workflows of %s call nothing that is not there",
  async (ci) => {
    const { root } = await workspaceOf();
    const ran = await convoy(root, ["init", "--yes", "--json", "--ci", ci, ...TARGET]);
    const [{ changes }] = ran.json() as [{ changes: { path: string }[] }];
    const files = changes.filter(({ path }) => path.endsWith(".yml"));
    const texts = await Promise.all(files.map(({ path }) => readFile(join(root, path), "utf8")));
    const commands = commandsIn(texts.join("\n"));
    expect(commands.map(({ verb }) => verb)).toEqual(expect.arrayContaining(["pack", "publish", "prune"]));
    for (const { verb, flags } of commands) {
      const help = await convoy(root, ["help", verb]);
      expect([verb, help.exitCode]).toEqual([verb, 0]);
      for (const flag of flags) expect(help.stdout).toContain(`${flag} `);
    }
  },
);
