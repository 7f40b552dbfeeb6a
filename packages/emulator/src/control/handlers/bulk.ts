import { domainOf, packageOf, type Handler } from "../context.ts";
import type { Input } from "../members.ts";
import { invalid } from "../../errors.ts";
import { copyVersions } from "../../registry/copy.ts";
import type { BulkRequest } from "../../registry/bulk.ts";
import { deleteVersions, disposeVersions, updateStatuses } from "../../registry/statuses.ts";
import type { VersionStatus } from "../../store/records.ts";

const copyPackageVersions: Handler = (input, { world }) => {
  domainOf(input);
  const request = {
    destination: input.destinationRepository,
    ...(input.versions === undefined ? {} : { versions: input.versions }),
    ...(input.versionRevisions === undefined ? {} : { versionRevisions: input.versionRevisions }),
    allowOverwrite: input.allowOverwrite ?? false,
    includeFromUpstream: input.includeFromUpstream ?? false,
  };
  if (Object.keys(input.versionRevisions ?? {}).length > 100)
    throw invalid("At most 100 versions can be copied at once");
  return { ...copyVersions(world, packageOf(input), request) };
};

const deletePackageVersions: Handler = (input, { world }) => ({
  ...deleteVersions(world, packageOf(input), requestOf(input)),
});

const disposePackageVersions: Handler = (input, { world }) => ({
  ...disposeVersions(world, packageOf(input), requestOf(input)),
});

const updatePackageVersionsStatus: Handler = (input, { world }) => {
  const request = { ...requestOf(input), targetStatus: input.targetStatus as VersionStatus };
  return { ...updateStatuses(world, packageOf(input), request) };
};

function requestOf({ versions = [], expectedStatus, versionRevisions }: Input): BulkRequest {
  return {
    versions,
    ...(expectedStatus === undefined ? {} : { expectedStatus: expectedStatus as VersionStatus }),
    ...(versionRevisions === undefined ? {} : { versionRevisions }),
  };
}

export const bulkHandlers: Readonly<Record<string, Handler>> = {
  CopyPackageVersions: copyPackageVersions,
  DeletePackageVersions: deletePackageVersions,
  DisposePackageVersions: disposePackageVersions,
  UpdatePackageVersionsStatus: updatePackageVersionsStatus,
};
