import { expect, test } from "@jest/globals";
import { ReleaseError } from "@convoy/core";
import type { ReleaseRecord } from "@convoy/engine";
import { changesOf } from "./changes-of.ts";

const codec = {
  name: "@acme/codec",
  dir: "packages/codec",
  to: "1.1.0",
  because: [{ kind: "change", changeset: "brave-cats-jump", bump: "minor" }, { kind: "unpublished" }],
};

/** All that is asked of the record. */
const RECORD = {
  opening: { plan: { releases: [codec] }, start: { base: "base" } },
  refs: { commit: "release" },
} as unknown as ReleaseRecord;

const CHANGESET = '---\n"@acme/codec": minor\n---\n\nFaster.\n';

/** A clone that holds these files, by commit. */
function holding(
  files: Record<string, Record<string, string>>,
): Pick<Parameters<typeof changesOf>[0], "textsAt"> {
  return {
    textsAt(commit) {
      const texts = files[commit];
      if (texts === undefined) return Promise.reject(new ReleaseError("GIT_FAILED", "no such commit"));
      return Promise.resolve(new Map(Object.entries(texts)));
    },
  };
}

test("what has changed is the entry in the changelog of the release commit", async () => {
  const changelog = "# @acme/codec\n\n## 1.1.0\n\n- Much faster.\n\n## 1.0.0\n";
  const git = holding({ release: { "packages/codec/CHANGELOG.md": changelog }, base: {} });
  expect(await changesOf(git, RECORD)).toEqual(new Map([["@acme/codec", "- Much faster."]]));
});

test("where that commit is not here, it is what the changesets say", async () => {
  const git = holding({ base: { ".changeset/brave-cats-jump.md": CHANGESET } });
  expect(await changesOf(git, RECORD)).toEqual(new Map([["@acme/codec", "Faster."]]));
});

test("where neither is here, it is unknown, and no failure", async () => {
  expect(await changesOf(holding({}), RECORD)).toEqual(new Map([["@acme/codec", ""]]));
});
