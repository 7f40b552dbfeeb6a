import type { ReleasePlan } from "@convoy/core";
import type { ConvoyConfig } from "../config/schema.ts";

const DEFAULT_TAG = "{name}@{version}";
const DEFAULT_MESSAGE = "chore: release {packages}";

/** Names the git tag of a package at a version. */
export function tagNamer({
  tagFormat = DEFAULT_TAG,
}: Pick<ConvoyConfig, "tagFormat">): (name: string, version: string) => string {
  return (name, version) => tagFormat.replaceAll("{name}", name).replaceAll("{version}", version);
}

/** The git tag of each published package, by package name. */
export function tagsOf(plan: ReleasePlan, config: Pick<ConvoyConfig, "tagFormat">): Record<string, string> {
  const tagOf = tagNamer(config);
  const published = plan.releases.filter(({ publish }) => publish !== false);
  return Object.fromEntries(published.map(({ name, to }) => [name, tagOf(name, to)]));
}

/** The tags that somebody else has named. Packages that share a tag, as those of one version do, get it once. */
export function namedTags(
  { releases }: ReleasePlan,
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  const taken = new Set<string>();
  const tags = releases.flatMap(({ name }) => {
    const tag = Object.hasOwn(names, name) ? names[name] : undefined;
    if (tag === undefined || taken.has(tag)) return [];
    taken.add(tag);
    return [[name, tag] as const];
  });
  return Object.fromEntries(tags);
}

/** The message of the release commit: a subject, and one line a package. */
export function commitMessageOf(
  plan: ReleasePlan,
  { commitMessage = DEFAULT_MESSAGE }: Pick<ConvoyConfig, "commitMessage">,
): string {
  const count = plan.releases.length;
  const subject = commitMessage.replaceAll("{packages}", count === 1 ? "1 package" : `${count} packages`);
  const lines = plan.releases.map(({ name, from, to }) => `${name} ${from} → ${to}`);
  return `${subject}\n\n${lines.join("\n")}\n`;
}
