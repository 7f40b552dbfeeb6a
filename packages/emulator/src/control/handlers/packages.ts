import { domainOf, packageOf, repositoryOf, type Handler } from "../context.ts";
import { byKey, pageOf } from "../pages.ts";
import { deletePackage as removePackage, setOriginControls } from "../../registry/packages.ts";
import { requirePackage, requireRepository } from "../../registry/lookup.ts";
import { packageBucket, packageKey, type OriginControls, type PackageRecord } from "../../store/records.ts";

const describePackage: Handler = (input, { world }) => {
  const { format, namespace, name, origin } = requirePackage(world, packageOf(input));
  return { package: { format, namespace, name, originConfiguration: { restrictions: origin } } };
};

const listPackages: Handler = (input, { world }) => {
  const at = repositoryOf(input);
  requireRepository(world, at);
  const wanted = [...packageBucket(world.store, at).values()].filter(
    (record) =>
      (input.format === undefined || record.format === input.format) &&
      (record.namespace ?? "").startsWith(input.namespace ?? "") &&
      record.name.startsWith(input.packagePrefix ?? "") &&
      (input.publish === undefined || record.origin.publish === input.publish) &&
      (input.upstream === undefined || record.origin.upstream === input.upstream),
  );
  const { items, nextToken } = pageOf(wanted.toSorted(byKey(packageKey)), packageKey, {
    ...input,
    size: 100,
  });
  return { packages: items.map(summary), nextToken };
};

const deletePackage: Handler = (input, { world }) => ({
  deletedPackage: summary(removePackage(world, packageOf(input))),
});

const putPackageOriginConfiguration: Handler = (input, { world }) => {
  domainOf(input);
  const { publish, upstream } = input.restrictions as unknown as OriginControls;
  return {
    originConfiguration: { restrictions: setOriginControls(world, packageOf(input), { publish, upstream }) },
  };
};

function summary({ format, namespace, name, origin }: PackageRecord): Readonly<Record<string, unknown>> {
  return { format, namespace, package: name, originConfiguration: { restrictions: origin } };
}

export const packagesHandlers: Readonly<Record<string, Handler>> = {
  DescribePackage: describePackage,
  ListPackages: listPackages,
  DeletePackage: deletePackage,
  PutPackageOriginConfiguration: putPackageOriginConfiguration,
};
