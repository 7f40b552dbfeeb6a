/**
 * The wire of the control plane: where each operation is, what it takes in the query and what in the body (a
 * trailing `!` marks what is required), and which errors of the model it may answer with: (A)ccessDenied,
 * (C)onflict, (I)nternalServer, Resource(N)otFound, Service(Q)uotaExceeded, (T)hrottling, (V)alidation.
 */
export interface Operation {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Names as they stand in the query string. */
  readonly query: readonly string[];
  /** Members of the JSON body. */
  readonly body: readonly string[];
  readonly errors: string;
}

const DOMAIN = "domain! domain-owner";
const REPOSITORY = `${DOMAIN} repository!`;
const PACKAGE = `${REPOSITORY} format! namespace package!`;
const VERSION = `${PACKAGE} version!`;
const PAGE = "max-results next-token";

const TABLE: readonly (readonly [
  name: string,
  route: string,
  query: string,
  body: string,
  errors: string,
])[] = [
  ["CreateDomain", "POST /v1/domain", "domain!", "encryptionKey tags", "ACINQTV"],
  ["DescribeDomain", "GET /v1/domain", DOMAIN, "", "AINTV"],
  ["DeleteDomain", "DELETE /v1/domain", DOMAIN, "", "ACITV"],
  ["ListDomains", "POST /v1/domains", "", "maxResults nextToken", "AITV"],
  ["GetDomainPermissionsPolicy", "GET /v1/domain/permissions/policy", DOMAIN, "", "AINTV"],
  [
    "PutDomainPermissionsPolicy",
    "PUT /v1/domain/permissions/policy",
    "",
    "domain! domainOwner policyRevision policyDocument!",
    "ACINQTV",
  ],
  [
    "DeleteDomainPermissionsPolicy",
    "DELETE /v1/domain/permissions/policy",
    `${DOMAIN} policy-revision`,
    "",
    "ACINTV",
  ],
  ["GetAuthorizationToken", "POST /v1/authorization-token", `${DOMAIN} duration`, "", "AINTV"],
  ["CreateRepository", "POST /v1/repository", REPOSITORY, "description upstreams tags", "ACINQTV"],
  ["DescribeRepository", "GET /v1/repository", REPOSITORY, "", "AINTV"],
  ["UpdateRepository", "PUT /v1/repository", REPOSITORY, "description upstreams", "ACINQTV"],
  ["DeleteRepository", "DELETE /v1/repository", REPOSITORY, "", "ACINTV"],
  ["ListRepositories", "POST /v1/repositories", `repository-prefix ${PAGE}`, "", "AITV"],
  [
    "ListRepositoriesInDomain",
    "POST /v1/domain/repositories",
    `${DOMAIN} administrator-account repository-prefix ${PAGE}`,
    "",
    "AINTV",
  ],
  ["GetRepositoryEndpoint", "GET /v1/repository/endpoint", `${REPOSITORY} format! endpointType`, "", "AINTV"],
  [
    "AssociateExternalConnection",
    "POST /v1/repository/external-connection",
    `${REPOSITORY} external-connection!`,
    "",
    "ACINQTV",
  ],
  [
    "DisassociateExternalConnection",
    "DELETE /v1/repository/external-connection",
    `${REPOSITORY} external-connection!`,
    "",
    "ACINQTV",
  ],
  ["GetRepositoryPermissionsPolicy", "GET /v1/repository/permissions/policy", REPOSITORY, "", "AINTV"],
  [
    "PutRepositoryPermissionsPolicy",
    "PUT /v1/repository/permissions/policy",
    REPOSITORY,
    "policyRevision policyDocument!",
    "ACINQTV",
  ],
  [
    "DeleteRepositoryPermissionsPolicy",
    "DELETE /v1/repository/permissions/policies",
    `${REPOSITORY} policy-revision`,
    "",
    "ACINTV",
  ],
  [
    "ListPackages",
    "POST /v1/packages",
    `${REPOSITORY} format namespace package-prefix ${PAGE} publish upstream`,
    "",
    "AINTV",
  ],
  ["DescribePackage", "GET /v1/package", PACKAGE, "", "AINTV"],
  ["DeletePackage", "DELETE /v1/package", PACKAGE, "", "ACINTV"],
  ["PutPackageOriginConfiguration", "POST /v1/package", PACKAGE, "restrictions!", "AINTV"],
  [
    "ListPackageVersions",
    "POST /v1/package/versions",
    `${PACKAGE} status sortBy ${PAGE} originType`,
    "",
    "AINTV",
  ],
  ["DescribePackageVersion", "GET /v1/package/version", VERSION, "", "ACINTV"],
  ["GetPackageVersionReadme", "GET /v1/package/version/readme", VERSION, "", "AINTV"],
  [
    "ListPackageVersionDependencies",
    "POST /v1/package/version/dependencies",
    `${VERSION} next-token`,
    "",
    "AINTV",
  ],
  ["ListPackageVersionAssets", "POST /v1/package/version/assets", `${VERSION} ${PAGE}`, "", "AINTV"],
  ["GetPackageVersionAsset", "GET /v1/package/version/asset", `${VERSION} asset! revision`, "", "ACINTV"],
  [
    "PublishPackageVersion",
    "POST /v1/package/version/publish",
    `${VERSION} asset! unfinished`,
    "",
    "ACINQTV",
  ],
  [
    "CopyPackageVersions",
    "POST /v1/package/versions/copy",
    `${DOMAIN} source-repository! destination-repository! format! namespace package!`,
    "versions versionRevisions allowOverwrite includeFromUpstream",
    "ACINQTV",
  ],
  [
    "DeletePackageVersions",
    "POST /v1/package/versions/delete",
    PACKAGE,
    "versions! expectedStatus",
    "ACINTV",
  ],
  [
    "DisposePackageVersions",
    "POST /v1/package/versions/dispose",
    PACKAGE,
    "versions! versionRevisions expectedStatus",
    "ACINTV",
  ],
  [
    "UpdatePackageVersionsStatus",
    "POST /v1/package/versions/update_status",
    PACKAGE,
    "versions! versionRevisions expectedStatus targetStatus!",
    "ACINTV",
  ],
  [
    "CreatePackageGroup",
    "POST /v1/package-group",
    DOMAIN,
    "packageGroup! contactInfo description tags",
    "ACINQTV",
  ],
  ["DescribePackageGroup", "GET /v1/package-group", `${DOMAIN} package-group!`, "", "AINTV"],
  ["DeletePackageGroup", "DELETE /v1/package-group", `${DOMAIN} package-group!`, "", "ACINQTV"],
  ["UpdatePackageGroup", "PUT /v1/package-group", DOMAIN, "packageGroup! contactInfo description", "AINQTV"],
  [
    "UpdatePackageGroupOriginConfiguration",
    "PUT /v1/package-group-origin-configuration",
    `${DOMAIN} package-group!`,
    "restrictions addAllowedRepositories removeAllowedRepositories",
    "AINQTV",
  ],
  ["ListPackageGroups", "POST /v1/package-groups", `${DOMAIN} ${PAGE} prefix`, "", "AINTV"],
  [
    "ListSubPackageGroups",
    "POST /v1/package-groups/sub-groups",
    `${DOMAIN} package-group! ${PAGE}`,
    "",
    "AINTV",
  ],
  [
    "ListAllowedRepositoriesForGroup",
    "GET /v1/package-group-allowed-repositories",
    `${DOMAIN} package-group! originRestrictionType! ${PAGE}`,
    "",
    "AINQTV",
  ],
  [
    "ListAssociatedPackages",
    "GET /v1/list-associated-packages",
    `${DOMAIN} package-group! ${PAGE} preview`,
    "",
    "AINV",
  ],
  [
    "GetAssociatedPackageGroup",
    "GET /v1/get-associated-package-group",
    `${DOMAIN} format! namespace package!`,
    "",
    "AINV",
  ],
  ["ListTagsForResource", "POST /v1/tags", "resourceArn!", "", "ANTV"],
  ["TagResource", "POST /v1/tag", "resourceArn!", "tags!", "ANQTV"],
  ["UntagResource", "POST /v1/untag", "resourceArn!", "tagKeys!", "ANTV"],
];

/** All 48 operations of the service. */
export const OPERATIONS: readonly Operation[] = TABLE.map(([name, route, query, body, errors]) => {
  const [method, path] = route.split(" ") as [Operation["method"], string];
  return { name, method, path, query: words(query), body: words(body), errors };
});

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}
