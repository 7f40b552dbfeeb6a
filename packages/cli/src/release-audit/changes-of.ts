import { ReleaseError } from "@convoy/core";
import type { ReleaseRecord } from "@convoy/engine";
import { changelogEntry } from "@convoy/report";
import type { Project } from "../wiring/project.ts";

/**
 * What has changed in each package: the entry of its changelog in the release commit. Where that commit was not made, or
 * is not here, the texts of the changesets that moved the package.
 */
export async function changesOf(
  git: Pick<Project["git"], "textsAt">,
  { opening, refs }: ReleaseRecord,
): Promise<ReadonlyMap<string, string>> {
  const { plan, start } = opening;
  const pathOf = (dir: string): string => `${dir}/CHANGELOG.md`;
  const [changelogs, changesets] = await Promise.all([
    textsIfThere(
      git,
      refs?.commit,
      plan.releases.map(({ dir }) => pathOf(dir)),
    ),
    textsIfThere(git, start.base, plan.releases.flatMap(changesetsOf)),
  ]);
  return new Map(
    plan.releases.map((release) => {
      const entry = changelogEntry(changelogs.get(pathOf(release.dir)) ?? "", release.to);
      const texts = changesetsOf(release).map((path) => withoutFrontMatter(changesets.get(path) ?? ""));
      return [release.name, entry === "" ? texts.filter((text) => text !== "").join("\n\n") : entry];
    }),
  );
}

type Planned = ReleaseRecord["opening"]["plan"]["releases"][number];

function changesetsOf({ because }: Pick<Planned, "because">): readonly string[] {
  return because.flatMap((reason) => (reason.kind === "change" ? `.changeset/${reason.changeset}.md` : []));
}

/** None where the clone does not have the commit. */
async function textsIfThere(
  git: Pick<Project["git"], "textsAt">,
  commit: string | undefined,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (commit === undefined) return new Map();
  try {
    return await git.textsAt(commit, paths);
  } catch (error) {
    if (error instanceof ReleaseError) return new Map();
    throw error;
  }
}

function withoutFrontMatter(changeset: string): string {
  return changeset.replace(/^---\r?\n[^]*?\r?\n?---(?:\r?\n|$)/, "").trim();
}
