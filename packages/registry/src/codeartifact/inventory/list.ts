import type { StoredStatus, StoredVersion } from "@convoy/core";
import { allPages } from "../all-pages.ts";
import { nameOf, onRepository } from "../coordinates.ts";
import { inputOf, placeOf } from "../domain.ts";
import { packageInput, packagePermission, type RepositoryPlace } from "../place.ts";

/** The most that the service puts on a page. */
const PAGE = 1000;

/** Every version of the package, whatever its status. */
export async function listVersions(place: RepositoryPlace, name: string): Promise<readonly StoredVersion[]> {
  const errand = { doing: `list the versions of ${name}`, where: place.plane.label };
  const permission = packagePermission(place, name, "ListPackageVersions");
  const pages = await allPages(place.control, errand, (nextToken) => ({
    ...errand,
    permission,
    send: (client, options) =>
      client.listPackageVersions({ ...packageInput(place, name), maxResults: PAGE, nextToken }, options),
  }));
  return pages.flatMap(({ versions = [] }) =>
    versions.flatMap(({ version, status, revision }) =>
      version === undefined || status === undefined
        ? []
        : [{ version, status: status as StoredStatus, ...(revision === undefined ? {} : { revision }) }],
    ),
  );
}

/** The npm packages that may be published to the repository: without those that come from upstream or outside. */
export async function listPackages(place: RepositoryPlace): Promise<readonly string[]> {
  const { settings, repository } = place;
  const errand = { doing: "list the packages", where: place.plane.label };
  const input = {
    ...inputOf(settings),
    repository,
    format: "npm",
    publish: "ALLOW",
    maxResults: PAGE,
  } as const;
  const permission = onRepository(placeOf(settings), repository, "ListPackages");
  const pages = await allPages(place.control, errand, (nextToken) => ({
    ...errand,
    permission,
    send: (client, options) => client.listPackages({ ...input, nextToken }, options),
  }));
  return pages.flatMap(({ packages = [] }) =>
    packages.flatMap(({ namespace, package: bare }) => (bare === undefined ? [] : [nameOf(namespace, bare)])),
  );
}
