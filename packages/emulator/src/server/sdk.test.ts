import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as sdk from "@aws-sdk/client-codeartifact";
import { OPERATIONS, type Operation } from "../control/operations.ts";
import { publishBody } from "../testing/rig.ts";
import { startEmulator, type RunningEmulator } from "./listener.ts";

type Input = Readonly<Record<string, unknown>>;
type AnyCommand = new (input: Input) => sdk.ListDomainsCommand;

let emulator: RunningEmulator;
let client: sdk.CodeartifactClient;

beforeAll(async () => {
  emulator = await startEmulator({ credentials: { AKIDEXAMPLE: "secret" } });
  client = new sdk.CodeartifactClient({
    endpoint: emulator.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await emulator.close();
});

/** Any operation by its name. Signatures are verified on the other side. */
function send(operation: string, input: Input): Promise<Input> {
  const Command = (sdk as unknown as Readonly<Record<string, AnyCommand>>)[`${operation}Command`];
  if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
  return client.send(new Command(input)) as unknown as Promise<Input>;
}

async function fault(...faults: readonly Input[]): Promise<void> {
  await fetch(`${emulator.url}/_emulator/faults`, { method: "POST", body: JSON.stringify(faults) });
}

const DOMAIN = { domain: "acme", domainOwner: "123456789012" };
const STAGE = { ...DOMAIN, repository: "stage" };
const HTTP = { ...STAGE, format: "npm", namespace: "acme", package: "http" };
const GENERIC = { ...STAGE, format: "generic", namespace: "acme", package: "tools" };
const GROUP = { ...DOMAIN, packageGroup: "/npm/acme/*" };
const ARN = { resourceArn: "arn:aws:codeartifact:eu-west-1:123456789012:repository/acme/stage" };
const POLICY = {
  policyDocument: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  }),
};

/** A story that uses every operation once, in an order in which each has what it needs; `*` publishes. */
const STORY: readonly (readonly [string, Input, Input])[] = [
  [
    "CreateDomain",
    { domain: "acme", tags: [{ key: "team", value: "a" }] },
    { domain: { name: "acme", repositoryCount: 0, assetSizeBytes: 0 } },
  ],
  ["DescribeDomain", DOMAIN, { domain: { status: "Active", createdTime: expect.any(Date) } }],
  ["ListDomains", { maxResults: 10 }, { domains: [{ name: "acme" }] }],
  ["PutDomainPermissionsPolicy", { ...DOMAIN, ...POLICY }, { policy: { revision: expect.any(String) } }],
  ["GetDomainPermissionsPolicy", DOMAIN, { policy: { document: POLICY.policyDocument } }],
  ["DeleteDomainPermissionsPolicy", DOMAIN, { policy: { document: POLICY.policyDocument } }],
  ["CreateRepository", STAGE, { repository: { name: "stage", administratorAccount: "123456789012" } }],
  ["DescribeRepository", STAGE, { repository: { upstreams: [], externalConnections: [] } }],
  ["UpdateRepository", { ...STAGE, description: "d" }, { repository: { description: "d" } }],
  ["ListRepositories", { repositoryPrefix: "st" }, { repositories: [{ name: "stage" }] }],
  ["ListRepositoriesInDomain", DOMAIN, { repositories: [{ name: "stage" }] }],
  [
    "AssociateExternalConnection",
    { ...STAGE, externalConnection: "public:npmjs" },
    { repository: { externalConnections: [{ status: "AVAILABLE", packageFormat: "npm" }] } },
  ],
  [
    "DisassociateExternalConnection",
    { ...STAGE, externalConnection: "public:npmjs" },
    { repository: { externalConnections: [] } },
  ],
  [
    "PutRepositoryPermissionsPolicy",
    { ...STAGE, ...POLICY },
    { policy: { document: POLICY.policyDocument } },
  ],
  ["GetRepositoryPermissionsPolicy", STAGE, { policy: { document: POLICY.policyDocument } }],
  ["DeleteRepositoryPermissionsPolicy", STAGE, { policy: { document: POLICY.policyDocument } }],
  [
    "GetAuthorizationToken",
    { ...DOMAIN, durationSeconds: 900 },
    { authorizationToken: expect.any(String), expiration: expect.any(Date) },
  ],
  [
    "GetRepositoryEndpoint",
    { ...STAGE, format: "npm", endpointType: "dualstack" },
    { repositoryEndpoint: expect.stringMatching(/\/npm\/stage\/$/) },
  ],
  ["TagResource", { ...ARN, tags: [{ key: "a", value: "b" }] }, {}],
  ["ListTagsForResource", ARN, { tags: [{ key: "a", value: "b" }] }],
  ["UntagResource", { ...ARN, tagKeys: ["a"] }, {}],
  [
    "ListPackages",
    STAGE,
    { packages: [{ package: "http", originConfiguration: { restrictions: { publish: "ALLOW" } } }] },
  ],
  ["DescribePackage", HTTP, { package: { name: "http", namespace: "acme" } }],
  [
    "PutPackageOriginConfiguration",
    { ...HTTP, restrictions: { publish: "ALLOW", upstream: "ALLOW" } },
    { originConfiguration: { restrictions: { upstream: "ALLOW" } } },
  ],
  [
    "ListPackageVersions",
    { ...HTTP, sortBy: "PUBLISHED_TIME" },
    { defaultDisplayVersion: "1.0.0", versions: [{ version: "1.0.0", status: "Published" }] },
  ],
  [
    "DescribePackageVersion",
    { ...HTTP, packageVersion: "1.0.0" },
    { packageVersion: { displayName: "@acme/http", licenses: [{ name: "MIT" }] } },
  ],
  ["GetPackageVersionReadme", { ...HTTP, packageVersion: "1.0.0" }, { readme: "# http" }],
  [
    "ListPackageVersionDependencies",
    { ...HTTP, packageVersion: "1.0.0" },
    {
      dependencies: [
        { namespace: "acme", package: "codec", dependencyType: "regular", versionRequirement: "^1.0.0" },
      ],
    },
  ],
  [
    "ListPackageVersionAssets",
    { ...HTTP, packageVersion: "1.0.0" },
    { assets: [{ name: "package.tgz", hashes: { MD5: expect.any(String) } }] },
  ],
  [
    "GetPackageVersionAsset",
    { ...HTTP, packageVersion: "1.0.0", asset: "package.tgz" },
    { assetName: "package.tgz", packageVersion: "1.0.0" },
  ],
  [
    "PublishPackageVersion",
    {
      ...GENERIC,
      packageVersion: "1",
      assetName: "a",
      assetContent: "x",
      assetSHA256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    },
    { status: "Published", asset: { name: "a", size: 1 } },
  ],
  [
    "CopyPackageVersions",
    { ...HTTP, sourceRepository: "stage", destinationRepository: "channel", versions: ["1.0.0"] },
    { successfulVersions: { "1.0.0": { status: "Published" } } },
  ],
  [
    "UpdatePackageVersionsStatus",
    { ...HTTP, versions: ["1.0.0"], targetStatus: "Archived" },
    { successfulVersions: { "1.0.0": { status: "Archived" } } },
  ],
  [
    "DisposePackageVersions",
    { ...HTTP, versions: ["1.0.0"], expectedStatus: "Archived" },
    { successfulVersions: { "1.0.0": { status: "Disposed" } } },
  ],
  [
    "DeletePackageVersions",
    { ...HTTP, versions: ["1.0.0"] },
    { successfulVersions: { "1.0.0": { status: "Deleted" } } },
  ],
  [
    "CreatePackageGroup",
    { ...GROUP, contactInfo: "team", description: "d" },
    { packageGroup: { pattern: "/npm/acme/*", createdTime: expect.any(Date) } },
  ],
  [
    "UpdatePackageGroup",
    { ...GROUP, description: "e" },
    { packageGroup: { description: "e", contactInfo: "team" } },
  ],
  [
    "UpdatePackageGroupOriginConfiguration",
    {
      ...GROUP,
      restrictions: { PUBLISH: "ALLOW_SPECIFIC_REPOSITORIES" },
      addAllowedRepositories: [{ repositoryName: "stage", originRestrictionType: "PUBLISH" }],
    },
    { allowedRepositoryUpdates: { PUBLISH: { ADDED: ["stage"] } } },
  ],
  [
    "DescribePackageGroup",
    GROUP,
    { packageGroup: { originConfiguration: { restrictions: { PUBLISH: { repositoriesCount: 1 } } } } },
  ],
  ["ListPackageGroups", DOMAIN, { packageGroups: [{ pattern: "/*" }, { pattern: "/npm/acme/*" }] }],
  [
    "ListSubPackageGroups",
    { ...DOMAIN, packageGroup: "/*" },
    { packageGroups: [{ pattern: "/npm/acme/*" }] },
  ],
  [
    "ListAllowedRepositoriesForGroup",
    { ...GROUP, originRestrictionType: "PUBLISH" },
    { allowedRepositories: ["stage"] },
  ],
  ["ListAssociatedPackages", GROUP, { packages: [{ package: "http", associationType: "STRONG" }] }],
  [
    "GetAssociatedPackageGroup",
    { ...DOMAIN, format: "npm", namespace: "acme", package: "http" },
    { packageGroup: { pattern: "/npm/acme/*" }, associationType: "STRONG" },
  ],
  ["DeletePackageGroup", GROUP, { packageGroup: { pattern: "/npm/acme/*" } }],
  ["DeletePackage", HTTP, { deletedPackage: { package: "http" } }],
  ["DeleteRepository", STAGE, { repository: { name: "stage" } }],
  ["DeleteDomain", { domain: "bare" }, { domain: { status: "Deleted" } }],
];

async function publishHttp(): Promise<void> {
  const { authorizationToken } = await send("GetAuthorizationToken", DOMAIN);
  const manifest = { license: "MIT", readme: "# http", dependencies: { "@acme/codec": "^1.0.0" } };
  await fetch(`${emulator.url}/d/acme-123456789012/npm/stage/@acme%2fhttp`, {
    method: "PUT",
    headers: { authorization: `Bearer ${String(authorizationToken)}` },
    body: JSON.stringify(publishBody({ name: "@acme/http", version: "1.0.0", manifest })),
  });
}

test("the SDK gets through a story that uses all 48 operations", async () => {
  expect(new Set(STORY.map(([name]) => name))).toEqual(new Set(OPERATIONS.map(({ name }) => name)));
  await send("CreateDomain", { domain: "bare" });
  await send("DeleteDomain", { domain: "bare" });
  await send("CreateDomain", { domain: "bare" });
  for (const [operation, input, output] of STORY) {
    if (operation === "ListPackages") {
      await publishHttp();
      await send("CreateRepository", { ...DOMAIN, repository: "channel" });
    }
    if (operation === "ListDomains") await send("DeleteDomain", { domain: "bare" });
    if (operation === "DeleteDomain") await send("CreateDomain", { domain: "bare" });
    expect({ operation, ...(await send(operation, input)) }).toMatchObject({ operation, ...output });
  }
});

const OTHER = { domain: "other" };

test.each<readonly [string, Input]>([
  ["CreateDomain", OTHER],
  ["CreateRepository", { ...OTHER, repository: "stage" }],
  ["DeleteDomain", OTHER],
  ["CreatePackageGroup", { ...OTHER, packageGroup: "/npm/acme/*" }],
  ["PutDomainPermissionsPolicy", { ...OTHER, ...POLICY, policyRevision: "stale" }],
  ["PutRepositoryPermissionsPolicy", { ...OTHER, ...POLICY, repository: "stage", policyRevision: "stale" }],
  ["AssociateExternalConnection", { ...OTHER, repository: "stage", externalConnection: "public:npmjs" }],
])("%s gives the SDK a ConflictException", async (operation, input) => {
  await send("CreateDomain", OTHER).catch(ignoreConflict);
  await send("CreateRepository", { ...OTHER, repository: "stage" }).catch(ignoreConflict);
  await send("CreatePackageGroup", { ...OTHER, packageGroup: "/npm/acme/*" }).catch(ignoreConflict);
  await send("AssociateExternalConnection", {
    ...OTHER,
    repository: "stage",
    externalConnection: "public:npmjs",
  }).catch(ignoreConflict);
  await expect(send(operation, input)).rejects.toMatchObject({
    name: "ConflictException",
    resourceType: expect.any(String),
    $metadata: { httpStatusCode: 409 },
  });
});

test("too many upstreams give the SDK a ServiceQuotaExceededException", async () => {
  await send("CreateDomain", OTHER).catch(ignoreConflict);
  const upstreams = Array.from({ length: 11 }, (_, index) => ({ repositoryName: `up-${index}` }));
  await expect(send("CreateRepository", { ...OTHER, repository: "many", upstreams })).rejects.toMatchObject({
    name: "ServiceQuotaExceededException",
    resourceType: "repository",
    $metadata: { httpStatusCode: 402 },
  });
});

function ignoreConflict(error: unknown): void {
  if (!(error instanceof sdk.ConflictException)) throw error;
}

describe.each(OPERATIONS)("$name", (operation) => {
  beforeEach(() => fault());

  const [, input] = STORY.find(([name]) => name === operation.name) ?? [];

  test.each([
    ["T", "throttle:1", "ThrottlingException"],
    ["A", "deny", "AccessDeniedException"],
    ["I", "status:500", "InternalServerException"],
    ["C", "status:409", "ConflictException"],
    ["Q", "status:402", "ServiceQuotaExceededException"],
  ])("gives the SDK its error %s", async (letter, act, name) => {
    if (!isDocumented(operation, letter)) return;
    await fault({ do: act });
    await expect(send(operation.name, input ?? {})).rejects.toMatchObject({ name });
    expect.hasAssertions();
  });

  test("gives the SDK a ValidationException for a name that is none", async () => {
    const wrong = operation.query.includes("resourceArn!")
      ? { ...input, resourceArn: "no arn" }
      : { ...input, domain: "NO" };
    if (operation.name.startsWith("List") && !hasDomain(operation) && !("resourceArn" in wrong)) return;
    await expect(send(operation.name, wrong)).rejects.toMatchObject({
      name: "ValidationException",
      reason: "FIELD_VALIDATION_FAILED",
    });
  });

  test("gives the SDK a ResourceNotFoundException for a domain that is not there", async () => {
    if (!isDocumented(operation, "N") || !hasDomain(operation) || operation.name === "CreateDomain") return;
    await expect(send(operation.name, { ...input, domain: "nowhere" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      resourceType: "domain",
      resourceId: "nowhere",
    });
  });
});

function isDocumented({ errors }: Operation, letter: string): boolean {
  return errors.includes(letter);
}

function hasDomain({ query, body }: Operation): boolean {
  return query.includes("domain!") || body.includes("domain!");
}
