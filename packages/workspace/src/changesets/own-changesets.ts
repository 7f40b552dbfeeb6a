import type { NewChangeset, ReleasePlan, VersionType } from "@changesets/types";

const PREFIX = "convoy/";

/**
 * A changeset that nobody wrote: by it the libraries of changesets take in what a rule of Convoy's asks for. No file
 * can have its id. Without a summary it leaves no line in a changelog.
 */
export function ownChangeset(name: string, type: VersionType, summary = ""): NewChangeset {
  return { id: `${PREFIX}${name}`, summary, releases: [{ name, type }] };
}

export function isOwn(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** The plan without those that have nothing to say; no release names any of them as its reason. */
export function withoutOwn({ changesets, releases, ...rest }: ReleasePlan): ReleasePlan {
  return {
    ...rest,
    changesets: changesets.filter(({ id, summary }) => !isOwn(id) || summary !== ""),
    releases: releases.map((release) => ({
      ...release,
      changesets: release.changesets.filter((id) => !isOwn(id)),
    })),
  };
}
