import { hash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { OPERATIONS, type Operation } from "../control/operations.ts";
import { SdkClient, type Input } from "../testing/sdk-client.ts";
import { DOMAIN, POLICY, STAGE, STORY } from "../testing/sdk-story.ts";

let client: SdkClient;

/** What every call of the story finds there. No call of this file succeeds, so it stays. */
beforeAll(async () => {
  client = await SdkClient.start({ quotas: "aws", clock: steps() });
  for (const domain of ["acme", "linked"]) await client.send("CreateDomain", { domain });
  for (const repository of ["channel", "stage"])
    await client.send("CreateRepository", { ...DOMAIN, repository });
  await client.send("CreateRepository", LINKED);
  await client.send("AssociateExternalConnection", { ...LINKED, externalConnection: "public:npmjs" });
  for (const operation of ["PublishPackageVersion", "CreatePackageGroup"])
    await client.send(operation, inputOf(operation));
  for (const put of ["PutDomainPermissionsPolicy", "PutRepositoryPermissionsPolicy"])
    await client.send(put, { ...STAGE, ...POLICY });
  await client.publish({ name: "@acme/http", version: "1.0.0" });
});

afterAll(() => client.close());

const ARN = "arn:aws:codeartifact:eu-west-1:123456789012:repository/acme";
const LINKED = { domain: "linked", repository: "stage" };

/** Each look at it is a second later, so that no quota per second is ever used up. */
function steps(): { now(): number; sleep(): Promise<void> } {
  let now = 1_700_000_000_000;
  return { now: () => (now += 1000), sleep: async () => {} };
}

function inputOf(operation: string): Input {
  return STORY.find(([name]) => name === operation)?.[1] ?? {};
}

function has({ query, body }: Operation, word: string): boolean {
  return query.includes(`${word}!`) || body.includes(`${word}!`);
}

/** What an operation can be sent that is not there, with the type and the id that the SDK then reads. */
const MISSING: readonly (readonly [word: string, missing: Input, type: string, id: string])[] = [
  ["domain", { domain: "nowhere" }, "domain", "nowhere"],
  ["repository", { repository: "nowhere" }, "repository", "acme/nowhere"],
  ["source-repository", { sourceRepository: "nowhere" }, "repository", "acme/nowhere"],
  ["destination-repository", { destinationRepository: "nowhere" }, "repository", "acme/nowhere"],
  ["package", { package: "nothing" }, "package", "acme/stage/npm/acme/nothing"],
  ["version", { packageVersion: "9.9.9" }, "package-version", "acme/stage/npm/acme/http/9.9.9"],
  ["asset", { asset: "nothing" }, "asset", "nothing"],
  ["package-group", { packageGroup: "/npm/nobody/*" }, "package", "acme/npm/nobody/*"],
  ["packageGroup", { packageGroup: "/npm/nobody/*" }, "package", "acme/npm/nobody/*"],
  ["external-connection", { externalConnection: "public:nowhere" }, "repository", "acme/stage"],
  ["resourceArn", { resourceArn: `${ARN}/nowhere` }, "repository", "nowhere"],
];

/** What these make themselves need not be there. */
const MAKES: Readonly<Record<string, readonly string[]>> = {
  CreateDomain: ["domain"],
  CreateRepository: ["repository"],
  CreatePackageGroup: ["packageGroup"],
  PutPackageOriginConfiguration: ["package"],
  PublishPackageVersion: ["package", "version", "asset"],
  GetAssociatedPackageGroup: ["package"],
};

describe.each(OPERATIONS)("$name", (operation) => {
  const { name, errors } = operation;
  const input = inputOf(name);

  const injected = [
    ["T", "throttle:1", "ThrottlingException"],
    ["A", "deny", "AccessDeniedException"],
    ["I", "status:500", "InternalServerException"],
    ["C", "status:409", "ConflictException"],
    ["Q", "status:402", "ServiceQuotaExceededException"],
  ].filter(([letter = ""]) => errors.includes(letter));

  test.each(injected)("gives the SDK its error %s", async (_, act, error) => {
    await client.faults({ do: act }); // the next request, and no other
    await expect(client.send(name, input)).rejects.toMatchObject({ name: error });
  });

  test("gives the SDK a ValidationException for a member that is none", async () => {
    const wrong = { ...input, domain: "NO", resourceArn: "no arn", maxResults: 0 };
    await expect(client.send(name, wrong)).rejects.toMatchObject({
      name: "ValidationException",
      reason: "FIELD_VALIDATION_FAILED",
    });
  });

  const absent = MISSING.filter(
    ([word]) => errors.includes("N") && has(operation, word) && !(MAKES[name] ?? []).includes(word),
  );

  for (const [word, missing, resourceType, id] of absent)
    test(`gives the SDK a ResourceNotFoundException for its ${word}`, async () => {
      await expect(client.send(name, { ...input, ...missing })).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        resourceType,
        resourceId: expect.stringContaining(id),
      });
    });
});

const OTHER_BYTES = {
  ...inputOf("PublishPackageVersion"),
  assetContent: "other",
  assetSHA256: hash("sha256", "other"),
};
const STALE = { ...POLICY, policyRevision: "stale" };

test.each<readonly [string, Input]>([
  ["CreateDomain", DOMAIN],
  ["CreateRepository", STAGE],
  ["CreatePackageGroup", inputOf("CreatePackageGroup")],
  ["DeleteDomain", DOMAIN],
  ["PutDomainPermissionsPolicy", { ...DOMAIN, ...STALE }],
  ["DeleteDomainPermissionsPolicy", { ...DOMAIN, ...STALE }],
  ["PutRepositoryPermissionsPolicy", { ...STAGE, ...STALE }],
  ["DeleteRepositoryPermissionsPolicy", { ...STAGE, ...STALE }],
  ["AssociateExternalConnection", { ...LINKED, externalConnection: "public:npmjs" }],
  ["PublishPackageVersion", OTHER_BYTES],
])("%s gives the SDK a ConflictException for what is there already", async (operation, input) => {
  await expect(client.send(operation, input)).rejects.toMatchObject({
    name: "ConflictException",
    resourceType: expect.any(String),
    $metadata: { httpStatusCode: 409 },
  });
});

const ELEVEN = Array.from({ length: 11 }, (_, index) => ({ repositoryName: `up-${index}` }));

test.each<readonly [string, Input]>([
  ["CreateRepository", { ...DOMAIN, repository: "many", upstreams: ELEVEN }],
  ["UpdateRepository", { ...STAGE, upstreams: ELEVEN }],
  ["AssociateExternalConnection", { ...LINKED, externalConnection: "public:pypi" }],
])("%s gives the SDK a ServiceQuotaExceededException for one too many", async (operation, input) => {
  await expect(client.send(operation, input)).rejects.toMatchObject({
    name: "ServiceQuotaExceededException",
    resourceType: "repository",
    $metadata: { httpStatusCode: 402 },
  });
});

test("CreateDomain gives the SDK a ServiceQuotaExceededException for the eleventh domain", async () => {
  for (let count = 2; count < 10; count += 1)
    await client.send("CreateDomain", { domain: `domain-${count}` });
  await expect(client.send("CreateDomain", { domain: "one-more" })).rejects.toMatchObject({
    name: "ServiceQuotaExceededException",
    resourceType: "domain",
  });
});
