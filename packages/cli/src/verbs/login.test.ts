import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  startEmulatorRig,
  tempFolder,
  unusedRights,
  useTempFolders,
  type EmulatorRig,
  type Policy,
} from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders(afterAll);

let rig: EmulatorRig;
let root: string;

beforeAll(async () => {
  rig = await startEmulatorRig();
  Object.assign(process.env, rig.env);
  const packages = [{ name: "@acme/codec" }, { name: "plain" }];
  const files = {
    "convoy.json": JSON.stringify(rig.config),
    ".npmrc": "@acme:registry=https://old.example.com\n",
    ".yarnrc.yml":
      "npmScopes:\n  acme:\n    npmRegistryServer: https://old.example.com\nnpmRegistryServer: https://npm.example.com\n",
  };
  root = (await workspaceOf({ packages, changesets: [], files })).root;
});

async function login(
  args: readonly string[],
  { home, env = {} }: { readonly home?: string; readonly env?: Record<string, string> } = {},
): Promise<Ran> {
  const HOME = home ?? (await tempFolder("home"));
  return convoy(root, args[0] === "setup" ? args : ["login", ...args], {
    env: { PATH: process.env["PATH"], HOME, ...env },
  });
}

/** What differs from run to run: token, port, home folder. */
const settled = (text: string, home = "no home"): string =>
  text
    .replaceAll(/ey[\w-]+\.[\w.-]+/g, "TOKEN")
    .replaceAll(new URL(rig.url).host, "HOST")
    .replaceAll(home, "HOME");

test("login makes the workspace's package manager install its scopes from the channel, and says what it did", async () => {
  const home = await tempFolder("home");
  await writeFile(join(home, "real"), "registry=https://npm.example.com/\n", { mode: 0o644 });
  await symlink(join(home, "real"), join(home, ".npmrc"));
  const ran = await login([], { home });
  expect([ran.exitCode, settled(ran.stdout, home), ran.stderr]).toMatchInlineSnapshot(`
[
  0,
  "pnpm installs packages of @acme from acme/npm-releases (http://HOST/d/acme-123456789012/npm/npm-releases/).
Written to HOME/.npmrc.
The token ends in 12h: \`convoy login\` gets the next one.
",
  "note: plain: without a scope, and so from the channel only with \`--all\`
note: the project's .npmrc has another registry for @acme, which goes before
",
]
`);
  expect(settled(await readFile(join(home, "real"), "utf8"))).toMatchInlineSnapshot(`
"registry=https://npm.example.com/
@acme:registry=http://HOST/d/acme-123456789012/npm/npm-releases/
//HOST/d/acme-123456789012/npm/npm-releases/:_authToken=TOKEN
"
`);
  expect((await stat(join(home, "real"))).mode & 0o777).toBe(0o600);
});

test("`--all` takes the default registry, and says that there was another", async () => {
  const home = await tempFolder("home");
  await writeFile(join(home, ".npmrc"), "registry=https://me:secret@npm.example.com/\n");
  const ran = await login(["--all", "--client", "npm", "--token-seconds", "900"], { home });
  expect(settled(ran.stdout, home)).toMatch(/^npm installs all packages from acme.*ends in 15m/s);
  expect(ran.stderr).toContain(
    "note: the default registry was npm.example.com before, and is the channel now\n",
  );
  expect(settled(await readFile(join(home, ".npmrc"), "utf8"))).toMatch(
    /^registry=http:\/\/HOST\/.*\n@acme:registry=http/,
  );
});

test("Yarn's project settings that go before are named as well", async () => {
  const { stderr } = await login(["--client", "yarn", "--all"]);
  expect(stderr).toBe(
    "note: the project's .yarnrc.yml has another registry for @acme, which goes before\n" +
      "note: the project's .yarnrc.yml has another default registry, which goes before\n",
  );
});

test("a link that leads to nothing yet stays a link", async () => {
  const home = await tempFolder("home");
  await symlink("dotfiles/npmrc", join(home, ".npmrc"));
  expect(await login([], { home })).toMatchObject({ exitCode: 0 });
  expect(await readlink(join(home, ".npmrc"))).toBe("dotfiles/npmrc");
  expect(await readdir(join(home, "dotfiles"))).toEqual(["npmrc"]);
});

test.each([
  ["read", "LOGIN_UNREADABLE", (home: string) => mkdir(join(home, ".npmrc"))],
  ["written", "LOGIN_UNWRITABLE", (home: string) => symlink("n".repeat(250), join(home, ".npmrc"))],
])("settings that cannot be %s are refused, and no token is left behind", async (_, code, spoil) => {
  const home = await tempFolder("home");
  await spoil(home);
  const ran = await login(["--json"], { home });
  expect([ran.exitCode, ran.json()]).toMatchObject([2, [{ error: { code } }]]);
  expect(await readdir(home)).toEqual([".npmrc"]);
});

test("what is printed is the whole of it, written nowhere; a CI is told first to hide the token", async () => {
  const home = await tempFolder("home");
  const env = { GITHUB_ACTIONS: "true" };
  const ran = await login(["--print", "--client", "yarn", "--scope", "other"], { home, env });
  expect(settled(ran.stdout)).toMatchInlineSnapshot(`
"npmScopes:
  other:
    npmRegistryServer: http://HOST/d/acme-123456789012/npm/npm-releases/
    npmAuthToken: TOKEN
    npmAlwaysAuth: true
    npmMinimalAgeGate: 0
unsafeHttpWhitelist:
  - 127.0.0.1
"
`);
  expect(settled(ran.stderr)).toBe("::add-mask::TOKEN\n");
  await expect(stat(join(home, ".yarnrc.yml"))).rejects.toThrow("ENOENT");
});

test("S10: no output holds the token unless it is to be printed", async () => {
  const home = await tempFolder("home");
  const { stdout, stderr } = await login(["--json", "--verbose"], { home });
  const [, token] = /_authToken=(\S+)/.exec(await readFile(join(home, ".npmrc"), "utf8")) ?? [];
  expect(token).toMatch(/^ey/);
  expect(stdout + stderr).not.toContain(token);
  expect(JSON.parse(stdout)).toMatchObject({
    format: 1,
    client: "pnpm",
    scopes: ["@acme"],
    tokenSeconds: 43_200,
  });
});

test("S28: `--iam read` is what login and an install need, and no right of it is idle", async () => {
  const policy = JSON.parse((await login(["setup", "--iam", "read"])).stdout) as Policy;
  await rig.allowOnly(policy);
  const [document] = (await login(["--print", "--json"])).json() as [{ registry: string; settings: string }];
  const [, token] = /_authToken=(\S+)/.exec(document.settings) ?? [];
  const reply = await fetch(`${document.registry}@acme%2fcodec`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(reply.status).toBe(404);
  expect(unusedRights(policy, await rig.askedPermissions())).toEqual([]);
  await rig.allowOnly(null);
});

test("a plain registry gets its line, and no credential", async () => {
  const files = {
    "convoy.json": JSON.stringify({ target: { type: "npm", registry: "https://npm.example.com" } }),
  };
  const plain = await workspaceOf({ files, changesets: [] });
  const home = await tempFolder("home");
  const ran = await convoy(plain.root, ["login"], { env: { HOME: home } });
  expect(ran.stdout).toContain("No credential was written: `npm login --registry https://npm.example.com/`");
  expect(await readFile(join(home, ".npmrc"), "utf8")).toBe("@acme:registry=https://npm.example.com/\n");
});

test.each([
  [["--scope", "Not A Scope"], "USAGE"],
  [["--client", "bun"], "USAGE"],
  [["--token-seconds", "60"], "USAGE"],
])("%j is refused", async (args, code) => {
  const ran = await login([...args, "--json"]);
  expect([ran.exitCode, ran.json()]).toMatchObject([2, [{ error: { code } }]]);
});
