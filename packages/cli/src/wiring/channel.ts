import type { PackageView, Workspace } from "@convoy/core";
import type { OpenTarget } from "@convoy/registry";

/** One look at each publishable package. The registry room keeps the number of reads at a time. */
export async function lookAtAll(
  { packages }: Workspace,
  { target }: OpenTarget,
): Promise<ReadonlyMap<string, PackageView>> {
  const publishable = packages.filter((one) => !one.private);
  return new Map(
    await Promise.all(publishable.map(async ({ name }) => [name, await target.channel.look(name)] as const)),
  );
}
