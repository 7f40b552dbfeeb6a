import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { commitAll, git, touchPackage, useTempFolders, type BuiltWorkspace } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { CONFIG, workspaceOf } from "./world.fixture.ts";

useTempFolders();
jest.setTimeout(30_000);

/** Three packages, of which this branch has changed two since it left main. */
async function changedWorkspace(): Promise<BuiltWorkspace> {
  const workspace = await workspaceOf({ drawing: "codec <- http <- app", changesets: [] });
  await git(workspace.root, ["switch", "--quiet", "-c", "topic"]);
  for (const name of ["codec", "http"]) await touchPackage(workspace, `packages/${name}`);
  await commitAll(workspace, "feat: a change");
  return workspace;
}

interface ChangeDocument {
  readonly path: string;
  readonly changeset: { readonly releases: readonly { readonly name: string; readonly bump: string }[] };
}

const bumpsIn = (ran: Ran): readonly string[] =>
  (ran.json()[0] as ChangeDocument).changeset.releases.map(({ name, bump }) => `${name} ${bump}`);

test("a bot says one bump for every changed package that has no changeset, and then none lacks one", async () => {
  const { root } = await changedWorkspace();
  const ran = await convoy(root, ["change", "--bump", "patch", "--message", "Bump left-pad.", "--json"]);
  expect([ran.exitCode, bumpsIn(ran)]).toEqual([0, ["@acme/codec patch", "@acme/http patch"]]);
  const { path } = ran.json()[0] as ChangeDocument;
  expect(await readFile(join(root, path), "utf8")).toBe(
    '---\n"@acme/codec": patch\n"@acme/http": patch\n---\n\nBump left-pad.\n',
  );
  expect((await convoy(root, ["check", "--since", "origin/main"])).exitCode).toBe(0);
  const again = await convoy(root, ["change", "--bump", "patch", "--message", "Again.", "--json"]);
  expect([again.exitCode, again.json()]).toMatchObject([2, [{ error: { code: "NO_CHANGES" } }]]);
});

test("packages are named with their bumps, whether they were changed or not", async () => {
  const { root } = await changedWorkspace();
  const flags = ["--minor", "@acme/app", "--none", "@acme/codec", "@acme/http", "--message", "New: a flag."];
  const ran = await convoy(root, ["change", ...flags, "--json"]);
  expect(bumpsIn(ran)).toEqual(["@acme/app minor", "@acme/codec none", "@acme/http none"]);
  const wrong = await convoy(root, [
    "change",
    "--patch",
    "@acme/codek",
    "--major",
    "@acme/app",
    "--minor",
    "@acme/app",
  ]);
  expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("@acme/codek is no package") });
  expect(wrong.stderr).toContain("@acme/app is named twice");
});

test("the person at the terminal is asked for what no option says", async () => {
  const { root } = await changedWorkspace();
  const asked: string[] = [];
  const answers = ["2", "min", "A faster codec."];
  const ask = async (question: string): Promise<string> => {
    asked.push(question);
    return answers[asked.length - 1] ?? "";
  };
  const ran = await convoy(root, ["change"], { ask });
  expect(asked).toEqual([
    "Changed, and without a changeset:\n  1  @acme/codec 1.0.0\n  2  @acme/http 1.0.0\nWhich of them, by number? (Enter: all) ",
    "How much of @acme/http 1.0.0 moves: patch, minor, major or none? (Enter: patch) ",
    "What has changed, for those who use it? ",
  ]);
  expect(ran.stdout).toMatch(
    /^\.changeset\/a-faster-codec-[0-9a-f]{6}\.md\n@acme\/http: minor\nCommit it together with the change\.\n$/,
  );
});

test("where nobody is there to be asked, what is missing is said", async () => {
  const { root } = await changedWorkspace();
  const noBump = await convoy(root, ["change", "--message", "A change."]);
  expect(noBump.stderr).toMatch(
    /^CHANGE_INCOMPLETE: nothing says how much moves of @acme\/codec, @acme\/http/,
  );
  const noText = await convoy(root, ["change", "--bump", "patch"]);
  expect(noText.stderr).toMatch(/^CHANGE_INCOMPLETE: the changeset has no text for the changelog/);
});

test("an empty changeset says that nothing is to be released, and that is enough for the check", async () => {
  const { root } = await changedWorkspace();
  const ran = await convoy(root, ["change", "--empty", "--json"]);
  const { path } = ran.json()[0] as ChangeDocument;
  expect(await readFile(join(root, path), "utf8")).toBe("---\n---\n\n\n");
  expect((await convoy(root, ["check", "--since", "origin/main"])).exitCode).toBe(0);
});

test("from commits: plan and version need neither changesets nor their settings", async () => {
  const workspace = await changedWorkspace();
  const { root } = workspace;
  await git(root, ["rm", "--quiet", "-r", ".changeset"]);
  const commit = await commitAll(workspace, "chore: without changesets");
  for (const name of ["codec", "http", "app"]) await git(root, ["tag", `@acme/${name}@1.0.0`, "HEAD~2"]);
  const planned = await convoy(root, ["plan", "--from", "commits", "--json"]);
  const feature = await git(root, ["rev-parse", "HEAD~1"]);
  const because = [{ kind: "change", changeset: `commit-${feature}`, bump: "minor" }];
  expect(planned.json()).toMatchObject([
    {
      commit,
      releases: [
        { name: "@acme/codec", to: "1.1.0", because },
        { name: "@acme/http", to: "1.1.0", because },
      ],
    },
  ]);
  const versioned = await convoy(root, ["version", "--from", "commits", "--json"]);
  expect(versioned.exitCode).toBe(0);
  expect(await readFile(join(root, "packages/codec/CHANGELOG.md"), "utf8")).toBe(
    `# @acme/codec\n\n## 1.1.0\n\n### Minor Changes\n\n- ${feature.slice(0, 7)}: a change\n`,
  );
  expect((await convoy(root, ["plan"])).stderr).toMatch(/^CHANGESETS_MISSING/);
});

test("from commits is refused where there are changesets: a change with both would be told twice", async () => {
  const { root } = await workspaceOf({});
  const ran = await convoy(root, ["plan", "--from", "commits"]);
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^CHANGESETS_PRESENT/) });
});

test("lanes of convoy.json are in the plan, with their dist-tag", async () => {
  const { root } = await workspaceOf({});
  const config = { ...JSON.parse(CONFIG), versions: { lanes: { next: ["@acme/*"] } } };
  await writeFile(join(root, "convoy.json"), JSON.stringify(config));
  expect((await convoy(root, ["plan", "--json"])).json()).toMatchObject([
    {
      releases: [
        { name: "@acme/codec", to: "1.1.0-next.0", distTag: "next" },
        { name: "@acme/http", to: "1.0.1-next.0", distTag: "next" },
      ],
    },
  ]);
});
