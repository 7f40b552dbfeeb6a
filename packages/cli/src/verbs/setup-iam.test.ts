import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { expiringVersion } from "@convoy/core";
import {
  startEmulatorRig,
  unusedRights,
  useTempFolders,
  type EmulatorRig,
  type PackageSpec,
  type Policy,
} from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders(afterAll);

const DAY = 86_400_000;
const OVER = expiringVersion("0.0.0-pr-1-20200101000000", Date.now() - DAY);
const versions = (...names: readonly string[]): { version: string }[] =>
  names.map((version) => ({ version }));
const CHANNEL = [
  {
    name: "@acme/codec",
    tags: { latest: "2.0.0", "pr-1": OVER },
    versions: versions("1.0.0", "2.0.0", OVER),
  },
  { name: "plain", versions: [{ version: "1.0.0", status: "Unlisted" as const }, { version: "1.1.0" }] },
];
const STAGE = [
  { name: "@acme/codec", versions: versions("2.0.0", "1.9.0") },
  { name: "plain", versions: versions("1.1.0", "1.9.0") },
];
const repositories = [
  { name: "npm-releases", packages: CHANNEL },
  { name: "npm-staging", packages: STAGE },
];

let rig: EmulatorRig;

beforeAll(async () => {
  const clock = { now: () => Date.now() - 365 * DAY, sleep: async () => undefined };
  const seed = { domains: [{ name: "seeded", region: "eu-west-1", repositories }] };
  rig = await startEmulatorRig({ emulator: { seed, clock } });
  Object.assign(process.env, rig.env);
});

type Command = (...args: readonly string[]) => Promise<Ran>;

const PACKAGES: readonly PackageSpec[] = [{ name: "@acme/codec" }, { name: "plain" }];

async function commandOn(
  target: object,
  {
    packages = PACKAGES,
    ...more
  }: { readonly packages?: readonly PackageSpec[]; readonly [setting: string]: unknown } = {},
): Promise<Command> {
  const config = { target: { ...rig.config.target, ...target }, ...more };
  const { root } = await workspaceOf({
    packages,
    changesets: [],
    files: { "convoy.json": JSON.stringify(config) },
  });
  return (...args) => convoy(root, args);
}

const policyOf = async (run: Command, ...args: readonly string[]): Promise<Policy> =>
  JSON.parse((await run("setup", ...args)).stdout) as Policy;

test("S28: what prune needs is what `--iam prune` allows, and no right of it is idle", async () => {
  const run = await commandOn({ domain: "seeded" }, { retention: { versions: { keep: 1 } } });
  const policy = await policyOf(run, "--iam", "prune");
  await rig.allowOnly(policy);
  const [document] = (await run("prune", "--yes", "--json")).json() as [{ removals: { outcome: string }[] }];
  expect(document.removals.map(({ outcome }) => outcome)).toEqual(document.removals.map(() => "done"));
  expect(unusedRights(policy, await rig.askedPermissions())).toEqual([]);
});

test("S28: what setup needs is what `--iam setup` allows, and no right of it is idle", async () => {
  const first = await commandOn({ domain: "fresh" }, { setup: { upstream: false } });
  const second = await commandOn({ domain: "fresh" }, { setup: { upstream: "npm-store" } });
  const policy = await policyOf(second, "--iam", "setup");
  await rig.allowOnly(policy);
  for (const run of [first, second]) expect(await run("setup", "--yes")).toMatchObject({ exitCode: 0 });
  expect(unusedRights(policy, await rig.askedPermissions())).toEqual([]);
});

test("the policies of all roles, and one for a role alone, are JSON and stay within the limits of IAM", async () => {
  await rig.allowOnly(null);
  const run = await commandOn({ domain: "seeded" });
  const { policies } = (await run("setup", "--iam", "--json")).json()[0] as {
    policies: Record<string, Policy>;
  };
  expect(Object.keys(policies)).toEqual(["release", "read", "rehearse", "prune", "setup"]);
  expect(await policyOf(run, "--iam", "read")).toEqual(policies["read"]);
  const [alone] = (await run("setup", "--iam", "read", "--json")).json();
  expect(alone).toEqual({ format: 1, policies: { read: policies["read"] } });
  expect(policies["read"]).toMatchInlineSnapshot(`
{
  "Statement": [
    {
      "Action": [
        "codeartifact:GetAuthorizationToken",
      ],
      "Effect": "Allow",
      "Resource": [
        "arn:aws:codeartifact:eu-west-1:123456789012:domain/seeded",
      ],
      "Sid": "Token",
    },
    {
      "Action": [
        "sts:GetServiceBearerToken",
      ],
      "Condition": {
        "StringEquals": {
          "sts:AWSServiceName": "codeartifact.amazonaws.com",
        },
      },
      "Effect": "Allow",
      "Resource": "*",
      "Sid": "BearerToken",
    },
    {
      "Action": [
        "codeartifact:GetRepositoryEndpoint",
        "codeartifact:ReadFromRepository",
      ],
      "Effect": "Allow",
      "Resource": [
        "arn:aws:codeartifact:eu-west-1:123456789012:repository/seeded/npm-releases",
      ],
      "Sid": "Read",
    },
  ],
  "Version": "2012-10-17",
}
`);
  for (const policy of Object.values(policies)) expect(JSON.stringify(policy).length).toBeLessThan(6144);
});

test("a workspace that publishes nothing yet gets policies that IAM takes, and is told what they lack", async () => {
  const run = await commandOn({ domain: "seeded" }, { packages: [{ name: "app", private: true }] });
  const { stdout, stderr } = await run("setup", "--iam");
  for (const { Statement } of Object.values(JSON.parse(stdout) as Record<string, Policy>))
    expect(Statement.filter(({ Resource }) => Resource.length === 0)).toEqual([]);
  expect(stderr).toContain("no package of this workspace is published yet");
});

test("what lets another account in is taken by the service", async () => {
  const run = await commandOn({ domain: "seeded" });
  const printed = await run("setup", "--cross-account", "999999999999", "--iam", "release", "--json");
  const [{ policies }] = printed.json() as [{ policies: CrossAccount }];
  expect(Object.keys(policies.repositories)).toEqual(["npm-releases", "npm-staging"]);
  expect(policies.identity).toEqual(await policyOf(run, "--iam", "release"));
  const { domain, repositories: each } = policies;
  await put("domain/permissions/policy", { domain: "seeded", policyDocument: JSON.stringify(domain) });
  for (const [name, policy] of Object.entries(each)) {
    const query = `domain=seeded&repository=${name}`;
    await put(`repository/permissions/policy?${query}`, { policyDocument: JSON.stringify(policy) });
  }
});

async function put(path: string, body: object): Promise<void> {
  const headers = { authorization: SIGNED };
  const request = { method: "PUT", headers, body: JSON.stringify(body) };
  expect((await fetch(`${rig.url}/v1/${path}`, request)).status).toBe(200);
}

interface CrossAccount {
  readonly domain: Policy;
  readonly repositories: Readonly<Record<string, Policy>>;
  readonly identity: Policy;
}

const SIGNED = `AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/codeartifact/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;

test("an account that is none, and a setup by another account, are refused", async () => {
  const run = await commandOn({ domain: "seeded" });
  expect(await run("setup", "--cross-account", "acme")).toMatchObject({ exitCode: 2 });
  expect(await run("setup", "--cross-account", "999999999999", "--iam", "setup")).toMatchObject({
    exitCode: 2,
  });
});
