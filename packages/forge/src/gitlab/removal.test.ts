import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  git,
  packagesOf,
  startGitlab,
  useTempFolders,
  type FakeCodeHost,
} from "@convoy/testkit";
import { forgeOn, releaseOf } from "../forge.fixture.ts";
import type { Forge } from "../forge.ts";

useTempFolders();

interface World {
  readonly forge: Forge;
  readonly gitlab: FakeCodeHost;
  readonly inOrigin: (...args: readonly string[]) => Promise<string>;
}

const [CODEC, HTTP] = ["@acme/codec@1.1.0", "@acme/http@1.1.0"] as const;

/** GitLab, on which releases are shown beside these tags. */
async function worldWith(...tags: readonly string[]): Promise<World> {
  const { origin } = await buildWorkspace({ packages: packagesOf("codec") });
  const gitlab = await startGitlab({ origin });
  const forge = await forgeOn(gitlab);
  for (const tag of tags) await forge.release(releaseOf(tag, await git(origin, ["rev-parse", "main"])));
  return { forge, gitlab, inOrigin: (...args) => git(origin, args) };
}

test("a release is removed that GitLab still shows; one beside a tag that was made again is the later one", async () => {
  const { forge, gitlab } = await worldWith(CODEC, HTTP);
  const unwanted = [
    { tag: CODEC, tagIs: "gone" },
    { tag: HTTP, tagIs: "again" },
  ] as const;
  expect(await forge.removeReleases(unwanted, 2)).toEqual([CODEC]);
  expect(gitlab.releases.map(({ tag }) => tag)).toEqual([HTTP]);
  expect(await forge.removeReleases(unwanted, 2)).toEqual([]);
});

test("a release that GitLab removes by itself meanwhile, with its tag, is gone", async () => {
  const { forge, gitlab, inOrigin } = await worldWith(CODEC);
  gitlab.around = async (operation, proceed) => {
    if (operation.startsWith("DELETE ")) await inOrigin("tag", "--delete", CODEC);
    return proceed();
  };
  expect(await forge.removeReleases([{ tag: CODEC, tagIs: "gone" }], 1)).toEqual([CODEC]);
  expect(gitlab.releases).toEqual([]);
});

test("a tag that the host made goes with its release, also when an earlier run came only to the release", async () => {
  const { forge, gitlab, inOrigin } = await worldWith("release-1", "release-10");
  const unwanted = [{ tag: "release-1", tagIs: "made-with-it" }] as const;
  gitlab.around = async (operation, proceed) =>
    operation.includes("/repository/tags/") ? Response.json({ message: "no" }, { status: 403 }) : proceed();
  await expect(forge.removeReleases(unwanted, 2)).rejects.toMatchObject({ code: "HOST_DENIED" });
  gitlab.around = (_operation, proceed) => proceed();
  expect(await forge.removeReleases(unwanted, 2)).toEqual(["release-1"]);
  expect(await inOrigin("tag")).toBe("release-10");
  expect(await forge.removeReleases(unwanted, 2)).toEqual([]);
});

test("a release that the token may not remove is told", async () => {
  const { forge, gitlab } = await worldWith(CODEC);
  gitlab.around = async (operation, proceed) =>
    operation.startsWith("DELETE ")
      ? Response.json({ message: "403 Forbidden" }, { status: 403 })
      : proceed();
  const removing = forge.removeReleases([{ tag: CODEC, tagIs: "gone" }], 1);
  await expect(removing).rejects.toMatchObject({ code: "HOST_DENIED" });
});
