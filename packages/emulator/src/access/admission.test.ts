import { createHmac, hash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const HTTP = { name: "@acme/http", version: "1.0.0" };
const COPY = {
  sourceRepository: "stage",
  destinationRepository: "channel",
  format: "npm",
  namespace: "acme",
  package: "http",
  versions: ["1.0.0"],
};

function stoppedClock(): { now: number; readonly clock: { now(): number; sleep(): Promise<void> } } {
  const time = { now: 0, clock: { now: () => time.now, sleep: async () => {} } };
  return time;
}

test("five copies a second, and the sixth is throttled until there is room again", async () => {
  const time = stoppedClock();
  const rig = await Rig.start({ quotas: "aws", clock: time.clock });
  const statuses: number[] = [];
  for (let count = 0; count < 6; count += 1)
    statuses.push((await rig.control("CopyPackageVersions", COPY)).status);
  expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
  const throttled = await rig.control("CopyPackageVersions", COPY);
  expect(throttled.headers.get("retry-after")).toBe("1");
  time.now += 200;
  expect((await rig.control("CopyPackageVersions", COPY)).status).toBe(404);
});

test("a hundred writes a second", async () => {
  const time = stoppedClock();
  const rig = await Rig.start({ quotas: "aws", clock: time.clock });
  time.now += 1000;
  const replies = await Promise.all(
    Array.from({ length: 110 }, (_, patch) => rig.publish({ ...HTTP, version: `1.0.${patch}` })),
  );
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(10);
});

test("without quotas nothing is throttled", async () => {
  const rig = await Rig.start({ clock: stoppedClock().clock });
  const replies = await Promise.all(
    Array.from({ length: 110 }, () => rig.control("CopyPackageVersions", COPY)),
  );
  expect(replies.every(({ status }) => status === 404)).toBe(true);
});

test("a deny rule takes an action away where its ARN fits", async () => {
  const rig = await Rig.start({
    deny: ["PublishPackageVersion:arn:aws:codeartifact:*:*:package/acme/channel/*"],
  });
  expect((await rig.publish(HTTP)).status).toBe(200);
  const reply = await rig.publish({ ...HTTP, repository: "channel" });
  expect(reply.status).toBe(403);
  expect(reply.body.error).toBe(
    "User: arn:aws:iam::123456789012:user/emulator is not authorized to perform: codeartifact:PublishPackageVersion on resource: arn:aws:codeartifact:eu-west-1:123456789012:package/acme/channel/npm/acme/http because no identity-based policy allows the codeartifact:PublishPackageVersion action",
  );
});

test("the right to bearer tokens can be taken away as well", async () => {
  const rig = await Rig.bare({ deny: ["sts:GetServiceBearerToken"] });
  const reply = await rig.control("GetAuthorizationToken");
  expect([reply.status, reply.body.message]).toEqual([
    403,
    expect.stringContaining("sts:GetServiceBearerToken"),
  ]);
});

test("a copy needs to read the source as well", async () => {
  const rig = await Rig.start({ deny: ["ReadFromRepository:*:repository/acme/stage"] });
  await rig.publish(HTTP);
  expect((await rig.control("CopyPackageVersions", COPY)).headers.get("x-amzn-errortype")).toBe(
    "AccessDeniedException",
  );
});

test("linking an upstream needs its consent", async () => {
  const rig = await Rig.start({ deny: ["AssociateWithDownstreamRepository:*:repository/acme/channel"] });
  const update = { repository: "stage", upstreams: [{ repositoryName: "channel" }] };
  expect((await rig.control("UpdateRepository", update)).status).toBe(403);
  expect((await rig.control("UpdateRepository", { repository: "stage", description: "d" })).status).toBe(200);
});

test("a rule that cannot be read is an error at the start", async () => {
  await expect(Rig.start({ deny: ["no rule"] })).rejects.toMatchObject({ code: "DENY_RULE_INVALID" });
});

const POLICY = {
  Statement: [
    { Effect: "Allow", Action: ["codeartifact:PublishPackageVersion"], Resource: "*:package/acme/*" },
    { Effect: "Deny", Action: "codeartifact:*", Resource: "*:package/acme/channel/*" },
    {
      Effect: "Allow",
      Action: ["codeartifact:GetAuthorizationToken", "sts:GetServiceBearerToken"],
      Resource: "*",
      Condition: { StringEquals: { "sts:AWSServiceName": "codeartifact.amazonaws.com" } },
    },
  ],
};

async function rigWith(policy: unknown): Promise<Rig> {
  const rig = await Rig.start();
  const reply = await rig.fetch("/_emulator/policy", { method: "POST", body: JSON.stringify(policy) });
  expect(reply.status).toBe(200);
  return rig;
}

test("with a policy of the caller's own, what it does not allow is denied", async () => {
  const rig = await rigWith(POLICY);
  expect((await rig.publish(HTTP)).status).toBe(200);
  expect((await rig.publish({ ...HTTP, repository: "channel" })).status).toBe(403);
  expect((await rig.npm("stage/-/ping")).body.error).toContain("codeartifact:ReadFromRepository");
  await rig.fetch("/_emulator/policy", { method: "POST", body: "null" });
  expect((await rig.npm("stage/-/ping")).status).toBe(200);
});

test("each permission that was asked for is listed once, also a denied one", async () => {
  const rig = await rigWith({
    Statement: [{ Effect: "Allow", Action: "codeartifact:Create*", Resource: "*" }],
  });
  for (let count = 0; count < 2; count += 1) await rig.publish(HTTP);
  const { body } = await rig.fetch("/_emulator/permissions", {});
  expect(body.slice(-1)).toEqual([
    {
      action: "codeartifact:PublishPackageVersion",
      resource: "arn:aws:codeartifact:eu-west-1:123456789012:package/acme/stage/npm/acme/http",
    },
  ]);
});

test("what is no policy of a caller is refused, at the start and later", async () => {
  await expect(Rig.bare({ policy: "{}" })).rejects.toMatchObject({ code: "POLICY_INVALID" });
  const rig = await Rig.bare({ policy: JSON.stringify(POLICY) });
  expect((await rig.control("ListDomains")).status).toBe(403);
  for (const [member, value] of [
    ["Principal", "*"],
    ["Resource", undefined],
  ] as const) {
    const body = JSON.stringify({ Statement: { ...POLICY.Statement[0], [member]: value } });
    const refused = await rig.fetch("/_emulator/policy", { method: "POST", body });
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining(member)]);
  }
});

test("a token needs the right to bearer tokens as well, under its condition", async () => {
  const [, , both] = POLICY.Statement;
  const ofAnother = { StringEquals: { "sts:AWSServiceName": "ecr.amazonaws.com" } };
  const own = { Effect: "Allow", Action: "codeartifact:GetAuthorizationToken", Resource: "*" };
  const bearer = { Effect: "Allow", Action: "sts:GetServiceBearerToken", Resource: "*" };
  const answers = [
    [bearer, own],
    [own],
    [{ ...bearer, Condition: ofAnother }, own],
    [{ ...bearer, Condition: both?.Condition }, own],
  ].map(async (Statement) => (await (await rigWith({ Statement })).control("GetAuthorizationToken")).status);
  expect(await Promise.all(answers)).toEqual([200, 403, 403, 200]);
});

test("a repository's policy that denies is honoured on the npm plane", async () => {
  const rig = await Rig.start();
  const policyDocument = JSON.stringify({
    Statement: { Effect: "Deny", Principal: "*", Action: "codeartifact:Publish*" },
  });
  await rig.control("PutRepositoryPermissionsPolicy", { repository: "stage", policyDocument });
  expect((await rig.publish(HTTP)).body.error).toContain("with an explicit deny in a resource-based policy");
  expect((await rig.publish({ ...HTTP, repository: "channel" })).status).toBe(200);
});

test("a token ends when its time is over", async () => {
  const time = stoppedClock();
  const rig = await Rig.start({ tokenSeconds: 60, clock: time.clock });
  expect((await rig.npm("stage/-/ping")).status).toBe(200);
  time.now += 60_000;
  expect((await rig.npm("stage/-/ping")).status).toBe(401);
});

test.each([
  ["secret", 200],
  ["another", 403],
])("a signature made with the key %s answers %d", async (secret, status) => {
  const rig = await Rig.bare({ credentials: { AKIDEXAMPLE: "secret" } });
  const body = '{"maxResults":1}';
  const date = "20260101T000000Z";
  const canonical = [
    "POST",
    "/v1/domains",
    "",
    "host:codeartifact.test\nx-amz-date:20260101T000000Z\n",
    "host;x-amz-date",
    hash("sha256", body),
  ];
  const scope = "20260101/eu-west-1/codeartifact/aws4_request";
  const text = ["AWS4-HMAC-SHA256", date, scope, hash("sha256", canonical.join("\n"))].join("\n");
  const mac = (key: string | Uint8Array, data: string): Uint8Array =>
    createHmac("sha256", key).update(data).digest();
  const key = ["20260101", "eu-west-1", "codeartifact", "aws4_request"].reduce<string | Uint8Array>(
    mac,
    `AWS4${secret}`,
  );
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=host;x-amz-date, Signature=${Buffer.from(mac(key, text)).toString("hex")}`;
  const headers = { authorization, host: "codeartifact.test", "x-amz-date": date };
  expect((await rig.fetch("/v1/domains", { method: "POST", headers, body })).status).toBe(status);
});
