import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { startEmulatorRig, useTempFolders, type EmulatorRig } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import type { Host } from "../host.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders(afterAll);

const TARGET = {
  type: "codeartifact",
  domain: "fresh",
  domainOwner: "123456789012",
  region: "eu-west-1",
  repository: "npm-releases",
  staging: "npm-staging",
};

let rig: EmulatorRig;

beforeAll(async () => {
  rig = await startEmulatorRig();
  Object.assign(process.env, rig.env);
});

beforeEach(() => rig.reset());

type Command = (args: readonly string[], more?: Partial<Host>) => Promise<Ran>;

async function world(config: object = {}): Promise<Command> {
  const files = { "convoy.json": JSON.stringify({ target: TARGET, ...config }) };
  const { root } = await workspaceOf({ files });
  return (args, more = {}) => convoy(root, ["setup", ...args], more);
}

interface Document {
  readonly changes: readonly { action: string; resource: string; name: string; outcome?: string }[];
  readonly notes: readonly { code: string }[];
  readonly applied: boolean;
  readonly error?: { code: string; message: string };
}

const documentOf = ({ json }: Ran): Document => json()[0] as Document;
const inShort = ({ changes }: Document): readonly string[] =>
  changes.map(({ action, resource, name, outcome = "shown" }) => `${outcome} ${action} ${resource} ${name}`);

test("a fresh account is shown what will be made; `--yes` makes it, and the second time nothing is left", async () => {
  const setup = await world();
  expect((await setup([])).stdout).toMatchInlineSnapshot(`
"  create  domain               fresh               holds the repositories
  create  repository           fresh/npm-store     public packages
  create  external connection  fresh/npm-store     public:npmjs, the public npm registry
  create  repository           fresh/npm-releases  the channel: consumers install from it, with npm-store behind it
  create  repository           fresh/npm-staging   the stage: releases are uploaded to it and checked
  create  package group        /npm/acme/*         versions from outside and versions from upstream repositories blocked, publishing allowed

Nothing was changed: \`convoy setup --yes\` does it.
"
`);
  const done = await setup(["--yes"]);
  expect([done.exitCode, done.stdout]).toMatchInlineSnapshot(`
[
  0,
  "  done  create  domain               fresh               holds the repositories
  done  create  repository           fresh/npm-store     public packages
  done  create  external connection  fresh/npm-store     public:npmjs, the public npm registry
  done  create  repository           fresh/npm-releases  the channel: consumers install from it, with npm-store behind it
  done  create  repository           fresh/npm-staging   the stage: releases are uploaded to it and checked
  done  create  package group        /npm/acme/*         versions from outside and versions from upstream repositories blocked, publishing allowed

All is made. \`convoy setup --iam\` prints what the roles need.
",
]
`);
  const again = await setup(["--json"]);
  expect([again.exitCode, again.json()]).toEqual([
    0,
    [{ format: 1, changes: [], notes: [], applied: false }],
  ]);
});

test("a person at the terminal is asked, and only a yes makes anything", async () => {
  const setup = await world();
  const no = await setup([], { ask: async () => "" });
  expect([no.exitCode, no.stdout.split("\n").at(-2)]).toEqual([0, "Nothing was changed."]);
  const yes = await setup([], { ask: async () => "y" });
  expect(yes.stdout).toMatch(/All is made\./);
  expect(documentOf(await setup(["--json"])).changes).toEqual([]);
});

test("a run that is denied says what is made and which right is missing, and the next one goes on", async () => {
  const setup = await world();
  await rig.faults([{ match: { operation: "AssociateExternalConnection" }, do: "deny" }]);
  const stopped = await setup(["--yes", "--json"]);
  expect([stopped.exitCode, ...inShort(documentOf(stopped))]).toEqual([
    1,
    "done create domain fresh",
    "done create repository fresh/npm-store",
    "failed create external-connection fresh/npm-store",
    "not-started create repository fresh/npm-releases",
    "not-started create repository fresh/npm-staging",
    "not-started create package-group /npm/acme/*",
  ]);
  expect(documentOf(stopped)).toMatchObject({
    applied: false,
    error: {
      code: "ACCESS_DENIED",
      message: expect.stringContaining(
        "codeartifact:AssociateExternalConnection on resource: arn:aws:codeartifact:eu-west-1:123456789012:repository/fresh/npm-store",
      ),
    },
  });
  const next = documentOf(await setup(["--yes", "--json"]));
  expect([next.applied, next.changes[0]?.resource]).toEqual([true, "external-connection"]);
});

test("a reply that is lost is no failure where the change is there", async () => {
  const setup = await world();
  const lost = ["CreateDomain", "CreateRepository", "CreatePackageGroup"].map(
    (operation) => ({ match: { operation }, do: "reset-after-effect" }) as const,
  );
  await rig.faults(lost);
  const ran = documentOf(await setup(["--yes", "--json"]));
  expect(inShort(ran).filter((line) => !line.startsWith("done"))).toEqual([
    "failed create package-group /npm/acme/*",
  ]);
  expect(inShort(documentOf(await setup(["--yes", "--json"])))).toEqual([
    "done update package-group /npm/acme/*",
  ]);
});

test("what a person has made stays, and is told", async () => {
  const target = { ...TARGET, domain: "acme" };
  const setup = await world({ target, setup: { guard: false } });
  const shown = await setup([]);
  expect(shown.stdout).toMatchInlineSnapshot(`
"note: npm-releases has no way to the public registry: only what is released to it installs from it
  Where public packages are to come through it, set "setup": {"upstream": "npm-store"} in convoy.json; else {"upstream": false}.

Nothing to make. What the notes say is left to you.
"
`);
});

test("convoy.json says what is behind the channel and what is guarded", async () => {
  const setup = await world({
    target: { ...TARGET, domain: "acme" },
    setup: { upstream: "public", guard: "names" },
  });
  expect(inShort(documentOf(await setup(["--json"])))).toEqual([
    "shown create repository acme/public",
    "shown create external-connection acme/public",
    "shown update repository acme/npm-releases",
    "shown create package-group /npm/acme/codec$",
    "shown create package-group /npm/acme/http$",
  ]);
});

test("no domain is made in another account than convoy.json names", async () => {
  const setup = await world({ target: { ...TARGET, domainOwner: "999999999999" } });
  process.env["AWS_ACCOUNT_ID"] = "123456789012";
  const refused = await setup(["--json"]).finally(() => delete process.env["AWS_ACCOUNT_ID"]);
  expect([refused.exitCode, refused.json()]).toMatchObject([2, [{ error: { code: "DOMAIN_FOREIGN" } }]]);
  const made = documentOf(await setup(["--yes", "--json"]));
  expect(made.error).toMatchObject({ code: "DOMAIN_FOREIGN" });
  const operations = (await rig.requests()).map(({ operation, status }) => `${operation} ${status}`);
  expect(operations).toEqual(expect.arrayContaining(["CreateDomain 200", "DeleteDomain 200"]));
});

test("a plain registry, and a repository in two roles, are refused", async () => {
  const plain = await world({ target: { type: "npm", registry: "http://127.0.0.1:9/" } });
  expect((await plain(["--json"])).json()).toMatchObject([{ error: { code: "SETUP_UNSUPPORTED" } }]);
  const twice = await world({ setup: { upstream: "npm-staging" } });
  expect((await twice(["--json"])).json()).toMatchObject([
    {
      error: { code: "CONFIG_INVALID", message: expect.stringContaining("setup.upstream: must be another") },
    },
  ]);
});

test("S29: doctor finds that names could come from the public registry, until setup has run", async () => {
  const files = { "convoy.json": JSON.stringify({ target: TARGET }) };
  const { root } = await workspaceOf({ files });
  const found = async (): Promise<readonly string[]> => {
    const { json } = await convoy(root, ["doctor", "--json"]);
    const [{ findings }] = json() as [{ findings: { code: string }[] }];
    return findings.map(({ code }) => code);
  };
  expect(await found()).toEqual(["TARGET_NOT_FOUND"]);
  await rig.faults([{ match: { operation: "CreatePackageGroup" }, do: "deny" }]);
  await convoy(root, ["setup", "--yes"]);
  expect(await found()).toEqual(["DEPENDENCY_CONFUSION"]);
  await convoy(root, ["setup", "--yes"]);
  expect(await found()).toEqual([]);
});
