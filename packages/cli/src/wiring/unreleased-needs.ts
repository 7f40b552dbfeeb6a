import { needsOutside, unmetNeeds, type ErrorDocument, type ReleasePlan } from "@convoy/core";
import type { OpenTarget } from "@convoy/registry";
import { lookAtNames } from "./channel.ts";
import { configOf, type Project } from "./project.ts";
import { tagNamer } from "./tags.ts";

/**
 * What the release needs of packages that it does not publish, and that the channel does not have. A package whose version
 * has its git tag was released: only of the others the channel is asked, one request each.
 */
export async function unreleasedNeeds(
  project: Project,
  plan: ReleasePlan,
  opened: OpenTarget,
): Promise<readonly ErrorDocument[]> {
  const reading = await project.read();
  const needs = needsOutside(plan, reading, reading.catalogs);
  if (needs.length === 0) return [];
  const tagOf = tagNamer(configOf(project));
  const tags = await project.git.localTags();
  const unsure = needs.filter(({ name, version }) => !tags.has(tagOf(name, version)));
  const views = await lookAtNames([...new Set(unsure.map(({ name }) => name))], opened);
  return unmetNeeds(unsure, views, opened.label);
}
