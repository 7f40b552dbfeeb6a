import { expect } from "@jest/globals";
import type { Input } from "./sdk-client.ts";

export const DOMAIN = { domain: "acme", domainOwner: "123456789012" };
export const STAGE = { ...DOMAIN, repository: "stage" };
const HTTP = { ...STAGE, format: "npm", namespace: "acme", package: "http" };
const GENERIC = { ...STAGE, format: "generic", namespace: "acme", package: "tools" };
const GROUP = { ...DOMAIN, packageGroup: "/npm/acme/*" };
const ARN = { resourceArn: "arn:aws:codeartifact:eu-west-1:123456789012:repository/acme/stage" };
export const POLICY = {
  policyDocument: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  }),
};

/** A story that uses every operation once, in an order in which each has what it needs; `*` publishes. */
export const STORY: readonly (readonly [string, Input, Input])[] = [
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
