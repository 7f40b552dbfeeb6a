import { policyBucket, resourceTagBucket } from "../store/records.ts";
import type { World } from "../world.ts";

/** Adds tags to a resource; a key that it has gets the new value. */
export function setTags(
  world: World,
  arn: string,
  tags: readonly { readonly key: string; readonly value: string }[],
): void {
  if (tags.length === 0) return;
  const added = Object.fromEntries(tags.map(({ key, value }) => [key, value]));
  resourceTagBucket(world.store).set(arn, { ...resourceTagBucket(world.store).get(arn), ...added });
}

/** Drops what hangs on a resource that is deleted. */
export function forgetResource(world: World, arn: string): void {
  resourceTagBucket(world.store).delete(arn);
  policyBucket(world.store).delete(arn);
}
