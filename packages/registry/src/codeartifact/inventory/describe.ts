import type { Needs } from "@convoy/core";
import { errorOf, isContainer } from "../../replies/error-of.ts";
import { nameOf } from "../coordinates.ts";
import { packageInput, packagePermission, type RepositoryPlace } from "../place.ts";

/** When the version was published, in milliseconds since the epoch; undefined where it is not there or does not say. */
export async function publishedAt(
  place: RepositoryPlace,
  name: string,
  version: string,
): Promise<number | undefined> {
  const errand = { doing: `describe ${name}@${version}`, where: place.plane.label };
  const answer = await place.control.read({
    ...errand,
    permission: packagePermission(place, name, "DescribePackageVersion"),
    send: (client, options) =>
      client.describePackageVersion({ ...packageInput(place, name), packageVersion: version }, options),
  });
  if (answer.kind === "missing" && !isContainer(answer.resource)) return undefined;
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  return answer.value.packageVersion?.publishedTime?.getTime();
}

/** What a version needs when it runs, by what the registry has read from its manifest. */
export async function needsOfVersion(place: RepositoryPlace, name: string, version: string): Promise<Needs> {
  const errand = { doing: `list what ${name}@${version} needs`, where: place.plane.label };
  const answer = await place.control.read({
    ...errand,
    permission: packagePermission(place, name, "ListPackageVersionDependencies"),
    send: (client, options) =>
      client.listPackageVersionDependencies(
        { ...packageInput(place, name), packageVersion: version },
        options,
      ),
  });
  if (answer.kind === "missing" && !isContainer(answer.resource)) return {};
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  const { dependencies = [] } = answer.value;
  return Object.fromEntries(
    dependencies.flatMap(({ namespace, package: bare, dependencyType, versionRequirement }) => {
      if (bare === undefined || versionRequirement === undefined || dependencyType === "dev") return [];
      return [[nameOf(namespace, bare), versionRequirement] as const];
    }),
  );
}
