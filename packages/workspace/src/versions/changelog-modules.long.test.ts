import { chmod } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { isolatedEnv, useTempFolders, type BuiltWorkspace } from "@convoy/testkit";
import { copyOf, filesOf, realVersion } from "../changesets/real-changesets.fixture.ts";
import { versionInChild, versionWorld } from "./version-world.fixture.ts";

useTempFolders();
jest.setTimeout(60_000);

/** Answers for every commit that it is asked for, to whoever has the token. */
const github = createServer((request, response) => {
  void text(request).then((body) => {
    const { query } = JSON.parse(body) as { readonly query: string };
    const commits = [...query.matchAll(/commit__([0-9a-f]+):/g)].map(([, id = ""]) => [
      `commit__${id}`,
      {
        commitUrl: `https://code.invalid/commit/${id}`,
        associatedPullRequests: { nodes: [] },
        author: { user: { login: "ada", url: "https://code.invalid/ada" } },
      },
    ]);
    const isAllowed = request.headers.authorization === "Token let-me-in";
    const answer = isAllowed ? { data: { repo__0: Object.fromEntries(commits) } } : { errors: ["no"] };
    return response.end(JSON.stringify(answer));
  });
});

beforeAll(() => new Promise<void>((ready) => void github.listen(0, "127.0.0.1", ready)));
afterAll(() => new Promise<void>((closed) => void github.close(() => closed())));

function githubEnv(): Record<string, string> {
  const { port } = github.address() as AddressInfo;
  return { GITHUB_TOKEN: "let-me-in", GITHUB_GRAPHQL_URL: `http://127.0.0.1:${port}/graphql` };
}

const GITHUB = { changelog: ["@changesets/changelog-github", { repo: "acme/mono" }] };

/** The files of the packages after our version step, and after that of changesets. */
async function both(
  workspace: BuiltWorkspace,
  env: Readonly<Record<string, string>>,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const { root } = workspace;
  const copy = await copyOf(root);
  await versionInChild(workspace, {
    environment: { ...isolatedEnv(root), ...env },
    expose: Object.keys(env),
  });
  expect(await realVersion(copy, null, env)).toBe(true);
  return Promise.all([root, copy].map((folder) => filesOf(join(folder, "packages"))));
}

test("@changesets/changelog-github, which nobody installed, writes what it writes for changesets", async () => {
  const workspace = await versionWorld({ config: GITHUB });
  const [ours, theirs] = await both(workspace, githubEnv());
  const changelog = "codec/CHANGELOG.md";
  expect(ours?.[changelog]).toMatch(
    /\[`[0-9a-f]{7}`\]\(https:\/\/code\.invalid\/commit\/[0-9a-f]{40}\) Thanks \[@ada\]\(.*\)! - Codecs are faster\./,
  );
  expect(ours).toEqual(theirs);
});

test("a token that nobody named is not there, and the error says where to name it", async () => {
  const workspace = await versionWorld({ config: GITHUB });
  const environment = { ...isolatedEnv(workspace.root), ...githubEnv() };
  await expect(versionInChild(workspace, { environment })).rejects.toMatchObject({
    code: "VERSION_FAILED",
    message: expect.stringContaining("GITHUB_TOKEN environment variable"),
    hint: 'The changelog module sees no variable that convoy.json does not name: `"versions": {"env": ["GITHUB_TOKEN"]}`.',
  });
});

test("changelogs are formatted by the formatter of the workspace", async () => {
  const formatter =
    "#!/usr/bin/env node\nconst fs = require('node:fs');\nfor (const file of process.argv.slice(2)) if (file.endsWith('.md')) fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('- ', '* '));\n";
  const workspace = await versionWorld({
    files: { ".prettierrc": "{}", "node_modules/.bin/prettier": formatter },
  });
  await chmod(join(workspace.root, "node_modules/.bin/prettier"), 0o755);
  const [ours, theirs] = await both(workspace, {});
  expect(ours?.["codec/CHANGELOG.md"]).toMatch(/\n\* [0-9a-f]{7}: Codecs are faster\.\n/);
  expect(ours).toEqual(theirs);
});
