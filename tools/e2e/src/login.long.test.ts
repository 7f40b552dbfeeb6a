import { expect, test } from "@jest/globals";
import { installWith, loadInstalled, packagesOf, tempFolder, useTempFolders } from "@convoy/testkit";
import { worldOf } from "./world.ts";

useTempFolders();

test.each([
  ["npm", []],
  ["npm", ["--all"]],
  ["pnpm", []],
  ["pnpm", ["--all"]],
  ["yarn", []],
  ["yarn", ["--all"]],
] as const)(
  "after `login`, %s installs from the channel %j, and so it does after the next",
  async (client, args) => {
    const world = await worldOf({ packages: packagesOf("codec <- app") });
    expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
    const home = await tempFolder("home");
    for (const round of ["first", "second"]) {
      const login = await world.convoy(["login", "--client", client, ...args], { home });
      expect(login).toMatchObject({ exitCode: 0, stderr: "" });
      const project = await tempFolder(round);
      const installed = await installWith(client, project, { home, deps: { "@acme/app": "^1.0.0" } });
      expect(installed.exitCode === 0 ? "" : installed.output).toBe("");
      expect(await loadInstalled(project, ["@acme/app"])).toEqual(["@acme/app@1.0.0", "@acme/codec@1.0.0"]);
    }
  },
);
