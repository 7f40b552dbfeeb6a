import { BOOLEAN, integer, list, map, oneOf, struct, text, type Rule } from "./rules.ts";

/** A member of a request: its name in the model, and what it must be like. The same wherever it occurs. */
export interface Member {
  readonly name: keyof Input;
  readonly rule: Rule;
}

/**
 * The members of all requests. One that is required wherever it occurs is never undefined in an operation that has
 * it; the rest may be.
 */
export interface Input {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: string;
  readonly namespace?: string;
  readonly package: string;
  readonly packageVersion: string;
  readonly asset: string;
  readonly packageVersionRevision?: string;
  readonly unfinished?: boolean;
  readonly sourceRepository: string;
  readonly destinationRepository: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly durationSeconds?: number;
  readonly administratorAccount?: string;
  readonly repositoryPrefix?: string;
  readonly packagePrefix?: string;
  readonly endpointType?: string;
  readonly externalConnection: string;
  readonly policyRevision?: string;
  readonly policyDocument: string;
  readonly publish?: string;
  readonly upstream?: string;
  readonly status?: string;
  readonly sortBy?: string;
  readonly originType?: string;
  readonly packageGroup: string;
  readonly prefix?: string;
  readonly originRestrictionType: string;
  readonly preview?: boolean;
  readonly resourceArn: string;
  readonly encryptionKey?: string;
  readonly description?: string;
  readonly contactInfo?: string;
  readonly upstreams?: readonly { readonly repositoryName: string }[];
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  readonly tagKeys: readonly string[];
  readonly restrictions: Readonly<Record<string, string>>;
  readonly addAllowedRepositories?: readonly AllowedRepository[];
  readonly removeAllowedRepositories?: readonly AllowedRepository[];
  readonly versions?: readonly string[];
  readonly versionRevisions?: Readonly<Record<string, string>>;
  readonly allowOverwrite?: boolean;
  readonly includeFromUpstream?: boolean;
  readonly expectedStatus?: string;
  readonly targetStatus: string;
}

export interface AllowedRepository {
  readonly repositoryName: string;
  readonly originRestrictionType: string;
}

const ACCOUNT_ID = text(12, 12, "[0-9]{12}");
const DOMAIN = text(2, 50, "[a-z][a-z0-9\\-]{0,48}[a-z0-9]");
const REPOSITORY = text(2, 100, "[A-Za-z0-9][A-Za-z0-9._\\-]{1,99}");
const COORDINATE = text(1, 255, "[^#/\\s]+");
const PREFIX = text(1, 255, "[^#/\\s]+");
const REVISION = text(1, 50, "\\S+");
const FORMAT = oneOf("npm", "pypi", "maven", "nuget", "generic", "ruby", "swift", "cargo");
const STATUS = oneOf("Published", "Unfinished", "Unlisted", "Archived", "Disposed", "Deleted");
const PERMISSION = oneOf("ALLOW", "BLOCK");
const RESTRICTION_TYPES = ["EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM", "PUBLISH"] as const;
const RESTRICTION_MODE = oneOf("ALLOW", "ALLOW_SPECIFIC_REPOSITORIES", "BLOCK", "INHERIT");
const TAG = struct({ key: text(1, 128), value: text(0, 256) }, "key", "value");
const ALLOWED = struct(
  { repositoryName: REPOSITORY, originRestrictionType: oneOf(...RESTRICTION_TYPES) },
  "repositoryName",
  "originRestrictionType",
);

/** By the name in the query string. */
export const QUERY_MEMBERS: Readonly<Record<string, Member>> = {
  domain: { name: "domain", rule: DOMAIN },
  "domain-owner": { name: "domainOwner", rule: ACCOUNT_ID },
  repository: { name: "repository", rule: REPOSITORY },
  "source-repository": { name: "sourceRepository", rule: REPOSITORY },
  "destination-repository": { name: "destinationRepository", rule: REPOSITORY },
  format: { name: "format", rule: FORMAT },
  namespace: { name: "namespace", rule: COORDINATE },
  package: { name: "package", rule: COORDINATE },
  version: { name: "packageVersion", rule: COORDINATE },
  asset: { name: "asset", rule: text(1, 255, "\\P{C}+") },
  revision: { name: "packageVersionRevision", rule: REVISION },
  unfinished: { name: "unfinished", rule: BOOLEAN },
  "max-results": { name: "maxResults", rule: integer(1, 1000) },
  "next-token": { name: "nextToken", rule: text(1, 2000, "\\S+") },
  duration: { name: "durationSeconds", rule: integer(0, 43_200) },
  "administrator-account": { name: "administratorAccount", rule: ACCOUNT_ID },
  "repository-prefix": { name: "repositoryPrefix", rule: text(1, 100, "[A-Za-z0-9][A-Za-z0-9._\\-]{0,99}") },
  "package-prefix": { name: "packagePrefix", rule: PREFIX },
  endpointType: { name: "endpointType", rule: oneOf("ipv4", "dualstack") },
  "external-connection": {
    name: "externalConnection",
    rule: text(2, 100, "[A-Za-z0-9][A-Za-z0-9._\\-:]{1,99}"),
  },
  "policy-revision": { name: "policyRevision", rule: text(1, 100, "\\S+") },
  publish: { name: "publish", rule: PERMISSION },
  upstream: { name: "upstream", rule: PERMISSION },
  status: { name: "status", rule: STATUS },
  sortBy: { name: "sortBy", rule: oneOf("PUBLISHED_TIME") },
  originType: { name: "originType", rule: oneOf("INTERNAL", "EXTERNAL", "UNKNOWN") },
  "package-group": { name: "packageGroup", rule: text(2, 520, "\\S+") },
  prefix: { name: "prefix", rule: text(1, 520, "\\S+") },
  originRestrictionType: { name: "originRestrictionType", rule: oneOf(...RESTRICTION_TYPES) },
  preview: { name: "preview", rule: BOOLEAN },
  resourceArn: { name: "resourceArn", rule: text(1, 1011, "\\S+") },
};

/** By the name in the JSON body. `restrictions` is a structure in one operation and a map in the other. */
export const BODY_MEMBERS: Readonly<Record<string, Member>> = {
  domain: { name: "domain", rule: DOMAIN },
  domainOwner: { name: "domainOwner", rule: ACCOUNT_ID },
  maxResults: { name: "maxResults", rule: integer(1, 1000) },
  nextToken: { name: "nextToken", rule: text(1, 2000, "\\S+") },
  encryptionKey: { name: "encryptionKey", rule: text(1, 1011, "\\S+") },
  description: { name: "description", rule: text(0, 1000, "\\P{C}*") },
  contactInfo: { name: "contactInfo", rule: text(0, 1000, "\\P{C}*") },
  tags: { name: "tags", rule: list(TAG, 200) },
  tagKeys: { name: "tagKeys", rule: list(text(1, 128), 200) },
  policyRevision: { name: "policyRevision", rule: text(1, 100, "\\S+") },
  policyDocument: { name: "policyDocument", rule: text(1, 7168) },
  upstreams: { name: "upstreams", rule: list(struct({ repositoryName: REPOSITORY }, "repositoryName")) },
  restrictions: { name: "restrictions", rule: map(text(1, 50)) },
  versions: { name: "versions", rule: list(COORDINATE, 100) },
  versionRevisions: { name: "versionRevisions", rule: map(REVISION) },
  allowOverwrite: { name: "allowOverwrite", rule: BOOLEAN },
  includeFromUpstream: { name: "includeFromUpstream", rule: BOOLEAN },
  expectedStatus: { name: "expectedStatus", rule: STATUS },
  targetStatus: { name: "targetStatus", rule: STATUS },
  packageGroup: { name: "packageGroup", rule: text(2, 520, "\\S+") },
  addAllowedRepositories: { name: "addAllowedRepositories", rule: list(ALLOWED, 100) },
  removeAllowedRepositories: { name: "removeAllowedRepositories", rule: list(ALLOWED, 100) },
};

/** Where a member of one operation is not what the same name is elsewhere. */
export const OWN_RULES: Readonly<Record<string, Rule>> = {
  "PutPackageOriginConfiguration.restrictions": struct(
    { publish: PERMISSION, upstream: PERMISSION },
    "publish",
    "upstream",
  ),
  "UpdatePackageGroupOriginConfiguration.restrictions": map(RESTRICTION_MODE, RESTRICTION_TYPES),
};
