import { readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { commitAll, git, useTempFolders, writeFiles, type BuiltWorkspace } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { expectNoCanary, expectPlain, expectRefused, FILE_PAYLOADS, PAYLOADS } from "./hostile.fixture.ts";
import { CONFIG, workspaceOf } from "./world.fixture.ts";

useTempFolders(afterEach);

const settings = (more: object): string => JSON.stringify({ ...(JSON.parse(CONFIG) as object), ...more });

test("S2: names and versions of packages are words, and bad ones are all named", async () => {
  const { root } = await workspaceOf();
  for (const [at, payload] of PAYLOADS.entries()) {
    const named = { name: payload, version: "1.0.0", dependencies: { "@acme/codec": "workspace:^" } };
    const numbered = { name: `@acme/numbered-${at}`, version: payload };
    await writeFiles(root, {
      [`packages/named-${at}/package.json`]: JSON.stringify(named),
      [`packages/numbered-${at}/package.json`]: JSON.stringify(numbered),
    });
  }
  expectRefused(await convoy(root, ["plan"]), root, /PLAN_VERSION_INVALID|MANIFEST_/);
  expectRefused(
    await convoy(root, ["pack", "--all"]),
    root,
    /PLAN_NAME_INVALID|PLAN_VERSION_INVALID|MANIFEST_/,
  );
});

test.each([
  ["--snapshot", ["plan"], /SNAPSHOT_NAME_INVALID/],
  ["--snapshot", ["version"], /SNAPSHOT_NAME_INVALID/],
  ["--since", ["affected"], /GIT_/],
  ["--since", ["check"], /GIT_/],
])("S2 S3: %s of %j takes no word for a command, an option or a path", async (flag, verb, codes) => {
  const { root } = await workspaceOf();
  for (const payload of PAYLOADS)
    expectRefused(await convoy(root, [...verb, `${flag}=${payload}`]), root, codes);
});

test("S2: a dist-tag is a word that npm takes, or refused", async () => {
  const { root } = await workspaceOf();
  const plain = (payload: string): boolean => /^[\w.-]+$/.test(payload);
  for (const payload of PAYLOADS.filter((one) => !plain(one)))
    expectRefused(await convoy(root, ["plan", `--tag=${payload}`]), root, /PLAN_TAG_INVALID/);
});

test.each(["status", "report", "resume", "rollback", "unlock"])(
  "S36: %s takes the id of a release, and nothing else",
  async (verb) => {
    const { root } = await workspaceOf({ files: { "convoy.json": CONFIG } });
    const ids = PAYLOADS.filter((payload) => !payload.startsWith("-"));
    for (const id of ids)
      expectRefused(await convoy(root, [verb, id]), root, /RELEASE_ID_INVALID|RELEASE_UNKNOWN|LOCK_/);
  },
);

test("S2 S23: names and texts of changesets are data, in every language", async () => {
  const { root } = await workspaceOf({ changesets: [] });
  for (const [at, payload] of FILE_PAYLOADS.entries()) {
    const body = `${PAYLOADS.join("\n\n")}\n`;
    await writeFile(
      join(root, ".changeset", `${payload.replace(/^\./, "")}-${at}.md`),
      `---\n"@acme/codec": patch\n---\n\n${body}`,
    );
  }
  const plan = await convoy(root, ["plan"]);
  expect([plan.exitCode, plan.stderr]).toEqual([0, ""]);
  expectPlain(plan);
  const versioned = await convoy(root, ["version"]);
  expect([versioned.exitCode, versioned.stderr]).toEqual([0, ""]);
  expectPlain(versioned);
  expectNoCanary(root);
  expect((await readdir(join(root, ".changeset"))).filter((file) => file.endsWith(".md"))).toEqual([]);
});

test.each([
  ["an unknown package", (payload: string) => `---\n${JSON.stringify(payload)}: patch\n---\n`],
  ["an unknown bump", (payload: string) => `---\n"@acme/codec": ${JSON.stringify(payload)}\n---\n`],
  ["no front matter", (payload: string) => payload],
])("S23: a changeset with %s is refused by its name", async (_what, text) => {
  const { root } = await workspaceOf();
  for (const payload of PAYLOADS) {
    await writeFile(join(root, ".changeset/odd.md"), text(payload));
    expectRefused(await convoy(root, ["plan"]), root, /CHANGESET_|CHANGESETS_/);
  }
});

test("S23: a changeset that is a link is refused", async () => {
  const { root } = await workspaceOf();
  await symlink("/etc/passwd", join(root, ".changeset/linked.md"));
  expectRefused(await convoy(root, ["plan"]), root, /CHANGESET_UNSAFE/);
});

/** The words that git takes for a branch of this repository. */
async function branchesIn({ root }: BuiltWorkspace): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const payload of PAYLOADS.filter((one) => !one.includes("\0"))) {
    try {
      await git(root, ["check-ref-format", "--branch", payload]);
      taken.push(payload);
    } catch {
      // git itself refuses most of them.
    }
  }
  return taken.filter((name) => !name.startsWith("@") && name.length < 200);
}

test("S2 S3: a commit is made on a branch, by an author and with a message, of any words", async () => {
  const workspace = await workspaceOf({ files: { "convoy.json": CONFIG } });
  const { root } = workspace;
  const branches = await branchesIn(workspace);
  expect(branches.length).toBeGreaterThan(2);
  for (const [at, branch] of branches.entries()) {
    const author = FILE_PAYLOADS[at] ?? "";
    await git(root, ["checkout", "--quiet", "-B", branch, "main"]);
    await git(root, ["push", "--quiet", "--set-upstream", "origin", "HEAD"]);
    await writeFiles(root, { "convoy.json": settings({ commitMessage: `chore: ${author} {packages}` }) });
    await commitAll(workspace, `feat: ${author}`);
    const env = { PATH: process.env["PATH"], HOME: root, GIT_CONFIG_GLOBAL: "/dev/null" };
    const named = { GIT_AUTHOR_NAME: author, GIT_COMMITTER_NAME: author };
    const mailed = { GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_EMAIL: "a@example.com" };
    const ran = await convoy(root, ["version", "--commit"], { env: { ...env, ...named, ...mailed } });
    expect([branch, ran.exitCode, ran.stderr]).toEqual([branch, 0, ""]);
    expectPlain(ran);
    expectNoCanary(root);
  }
});

test("S2 S3: tags are named as git allows, whatever tagFormat says", async () => {
  for (const payload of PAYLOADS.filter((one) => /[ ~^:?*[\\\0\n\u007f]|@\{|\.\.|^-/.test(one))) {
    const { root } = await workspaceOf({
      files: {
        "convoy.json": settings({
          tagFormat: `${payload}{name}@{version}`,
          target: { type: "npm", registry: "http://127.0.0.1:9/" },
        }),
      },
    });
    expectRefused(await convoy(root, ["release"]), root, /GIT_TAG_INVALID|TARGET_UNREACHABLE|CONFIG_INVALID/);
  }
});

test("S2 S12: the address of a registry is an http or https URL and nothing else", async () => {
  const { root } = await workspaceOf();
  // A closed port is tried again and again, so of the paths only two.
  const paths = PAYLOADS.slice(0, 2).map((payload) => `http://127.0.0.1:9/${payload}`);
  const others = PAYLOADS.flatMap((payload) => [payload, `file:///${payload}`]);
  for (const registry of [...others, ...paths]) {
    await writeFiles(root, { "convoy.json": JSON.stringify({ target: { type: "npm", registry } }) });
    expectRefused(await convoy(root, ["plan", "--check"]), root, /CONFIG_INVALID|TARGET_|REGISTRY_/);
  }
});

test("S24: what is no package to publish is no less a word: private names in what verbs print", async () => {
  const { root } = await workspaceOf({ changesets: [] });
  const names = PAYLOADS.filter((name) => name.length < 200);
  for (const [at, name] of names.entries()) {
    const manifest = JSON.stringify({ name, version: "1.0.0", private: true });
    const changeset = `---\n${JSON.stringify(name)}: patch\n---\n\n${name}\n`;
    await writeFiles(root, {
      [`packages/p-${at}/package.json`]: manifest,
      [`.changeset/c-${at}.md`]: changeset,
    });
  }
  for (const args of [
    ["plan"],
    ["plan", "--graph", "mermaid"],
    ["affected", "--since", "HEAD"],
    ["version"],
  ]) {
    const ran = await convoy(root, args);
    expect([args, ran.exitCode, ran.stderr]).toEqual([args, 0, ""]);
    expectPlain(ran);
    expectNoCanary(root);
  }
});
