import type { PackageView, ReleasePlan, Workspace } from "@convoy/core";
import type { OpenTarget } from "@convoy/registry";

/** One look at each publishable package. The registry room keeps the number of reads at a time. */
export async function lookAtAll(
  { packages }: Workspace,
  { target }: OpenTarget,
): Promise<ReadonlyMap<string, PackageView>> {
  return lookAtEach(
    packages.filter((one) => !one.private),
    target,
  );
}

/** One look at each package that the plan publishes. */
export function lookAtReleases(
  { releases }: ReleasePlan,
  { target }: OpenTarget,
): Promise<ReadonlyMap<string, PackageView>> {
  return lookAtEach(
    releases.filter(({ publish }) => publish !== false),
    target,
  );
}

/** One look at each of these. */
export function lookAtNames(
  names: readonly string[],
  { target }: OpenTarget,
): Promise<ReadonlyMap<string, PackageView>> {
  return lookAtEach(
    names.map((name) => ({ name })),
    target,
  );
}

async function lookAtEach(
  packages: readonly { readonly name: string }[],
  { channel }: OpenTarget["target"],
): Promise<ReadonlyMap<string, PackageView>> {
  const views = packages.map(async ({ name }) => [name, await channel.look(name)] as const);
  return new Map(await Promise.all(views));
}
