import type { StoredStatus, StoredVersion } from "@convoy/core";
import { errorOf, isContainer, type Errand } from "../../replies/error-of.ts";
import type { ControlCall } from "../control-plane.ts";
import { nameOf, onRepository } from "../coordinates.ts";
import { inputOf, placeOf } from "../domain.ts";
import { packageInput, packagePermission, type RepositoryPlace } from "../place.ts";

/** The most that the service puts on a page. */
const PAGE = 1000;

/** Every version of the package, whatever its status. */
export async function listVersions(place: RepositoryPlace, name: string): Promise<readonly StoredVersion[]> {
  const errand = { doing: `list the versions of ${name}`, where: place.plane.label };
  const permission = packagePermission(place, name, "ListPackageVersions");
  const pages = await allPages(place, errand, (nextToken) => ({
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
  const pages = await allPages(place, errand, (nextToken) => ({
    ...errand,
    permission,
    send: (client, options) => client.listPackages({ ...input, nextToken }, options),
  }));
  return pages.flatMap(({ packages = [] }) =>
    packages.flatMap(({ namespace, package: bare }) => (bare === undefined ? [] : [nameOf(namespace, bare)])),
  );
}

/** All pages of a list; none where what is listed is in no repository. */
async function allPages<T extends { readonly nextToken?: string | undefined }>(
  place: RepositoryPlace,
  errand: Errand,
  call: (nextToken: string | undefined) => ControlCall<T>,
): Promise<readonly T[]> {
  const pages: T[] = [];
  let token: string | undefined;
  do {
    const answer = await place.control.read(call(token));
    if (answer.kind === "missing" && !isContainer(answer.resource)) return pages;
    if (answer.kind !== "answered") throw errorOf(answer, errand);
    pages.push(answer.value);
    token = answer.value.nextToken;
  } while (token !== undefined);
  return pages;
}
