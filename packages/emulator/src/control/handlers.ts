import type { Handler } from "./context.ts";
import { getAuthorizationToken, getRepositoryEndpoint } from "./handlers/access.ts";
import {
  copyPackageVersions,
  deletePackageVersions,
  disposePackageVersions,
  updatePackageVersionsStatus,
} from "./handlers/bulk.ts";
import { createDomain, deleteDomain, describeDomain, listDomains } from "./handlers/domains.ts";
import {
  associateExternalConnection,
  disassociateExternalConnection,
} from "./handlers/external-connections.ts";
import {
  deletePackage,
  describePackage,
  listPackages,
  putPackageOriginConfiguration,
} from "./handlers/packages.ts";
import {
  createRepository,
  deleteRepository,
  describeRepository,
  listRepositories,
  listRepositoriesInDomain,
  updateRepository,
} from "./handlers/repositories.ts";
import {
  describePackageVersion,
  getPackageVersionAsset,
  getPackageVersionReadme,
  listPackageVersionAssets,
  listPackageVersionDependencies,
  listPackageVersions,
} from "./handlers/versions.ts";

/** By the operation's name. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  CreateDomain: createDomain,
  DescribeDomain: describeDomain,
  DeleteDomain: deleteDomain,
  ListDomains: listDomains,
  GetAuthorizationToken: getAuthorizationToken,
  CreateRepository: createRepository,
  DescribeRepository: describeRepository,
  UpdateRepository: updateRepository,
  DeleteRepository: deleteRepository,
  ListRepositories: listRepositories,
  ListRepositoriesInDomain: listRepositoriesInDomain,
  GetRepositoryEndpoint: getRepositoryEndpoint,
  AssociateExternalConnection: associateExternalConnection,
  DisassociateExternalConnection: disassociateExternalConnection,
  ListPackages: listPackages,
  DescribePackage: describePackage,
  DeletePackage: deletePackage,
  PutPackageOriginConfiguration: putPackageOriginConfiguration,
  ListPackageVersions: listPackageVersions,
  DescribePackageVersion: describePackageVersion,
  GetPackageVersionReadme: getPackageVersionReadme,
  ListPackageVersionDependencies: listPackageVersionDependencies,
  ListPackageVersionAssets: listPackageVersionAssets,
  GetPackageVersionAsset: getPackageVersionAsset,
  CopyPackageVersions: copyPackageVersions,
  DeletePackageVersions: deletePackageVersions,
  DisposePackageVersions: disposePackageVersions,
  UpdatePackageVersionsStatus: updatePackageVersionsStatus,
};
