import type { ReleaseRecord } from "@convoy/engine";
import type { Announced, HostRelease } from "@convoy/forge";
import { changelogEntry, releaseNotes, safeMarkdown, type ReleasedPackage } from "@convoy/report";
import type { Project } from "../wiring/project.ts";

export type AnnounceBy = "packages" | "release";

/** What the host is to show of a release that is done, with the changelogs as they stand in its commit. */
export async function announcedOf(
  { git }: Pick<Project, "git">,
  record: ReleaseRecord,
  { by, longest }: { readonly by: AnnounceBy; readonly longest: number },
): Promise<Announced> {
  const { opening, refs } = record;
  const tags = Object.entries(opening.tags);
  // A snapshot has no tags: what is thrown away is not announced.
  if (refs === null || tags.length === 0) return [];
  const { commit } = refs;
  const packages = await packagesIn({ git }, record, commit);
  if (by === "release") return [whole(opening.id, { commit, packages, longest })];
  return tags.flatMap(([name, tag]) => {
    const one = packages.find((released) => released.name === name);
    if (one === undefined) return [];
    const notes = one.entry.slice(0, longest);
    const { version, latest } = one;
    return [{ tag, commit, title: tag, notes, prerelease: isPrerelease(version), latest }];
  });
}

interface Tagged extends ReleasedPackage {
  /** It went out under the dist-tag that is installed where none is named. */
  readonly latest: boolean;
}

async function packagesIn(
  { git }: Pick<Project, "git">,
  { opening }: ReleaseRecord,
  commit: string,
): Promise<readonly Tagged[]> {
  const releases = opening.plan.releases.filter(({ publish }) => publish !== false);
  const pathOf = (dir: string): string => `${dir}/CHANGELOG.md`;
  const texts = await git.textsAt(
    commit,
    releases.map(({ dir }) => pathOf(dir)),
  );
  const packages = releases.map(async ({ name, dir, to, distTag }) => {
    const entry = await safeMarkdown(changelogEntry(texts.get(pathOf(dir)) ?? "", to));
    return { name, version: to, entry, latest: distTag === "latest" };
  });
  return Promise.all(packages);
}

/** All in one stands beside a tag of its own, which the host makes: the release has one for each package. */
function whole(
  id: string,
  {
    commit,
    packages,
    longest,
  }: { readonly commit: string; readonly packages: readonly Tagged[]; readonly longest: number },
): HostRelease {
  const [first] = packages;
  const many = `${packages.length} packages`;
  return {
    tag: tagOfWhole(id),
    commit,
    title: packages.length === 1 && first !== undefined ? `${first.name}@${first.version}` : `${many}, ${id}`,
    notes: releaseNotes(packages, longest),
    prerelease: packages.every(({ version }) => isPrerelease(version)),
    latest: packages.some(({ latest }) => latest),
  };
}

export function tagOfWhole(id: string): string {
  return `release-${id}`;
}

function isPrerelease(version: string): boolean {
  return version.split("+")[0]?.includes("-") === true;
}
