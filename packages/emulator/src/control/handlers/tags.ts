import type { Handler } from "../context.ts";
import { requireResource, setTags } from "../resources.ts";
import { resourceTagBucket } from "../../store/records.ts";

const listTagsForResource: Handler = (input, { world }) => {
  requireResource(world, input.resourceArn);
  const tags = resourceTagBucket(world.store).get(input.resourceArn) ?? {};
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
};

const tagResource: Handler = (input, { world }) => {
  requireResource(world, input.resourceArn);
  setTags(world, input.resourceArn, input.tags ?? []);
  return {};
};

const untagResource: Handler = (input, { world }) => {
  requireResource(world, input.resourceArn);
  const tags = Object.entries(resourceTagBucket(world.store).get(input.resourceArn) ?? {});
  const left = tags.filter(([key]) => !input.tagKeys.includes(key));
  resourceTagBucket(world.store).set(input.resourceArn, Object.fromEntries(left));
  return {};
};

export const tagsHandlers: Readonly<Record<string, Handler>> = {
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
};
