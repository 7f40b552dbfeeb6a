import { expect, test } from "@jest/globals";
import { startGitlab, useTempFolders } from "@convoy/testkit";
import { hostShowing, type ShowingHost } from "../forge.fixture.ts";

useTempFolders();

const [CODEC, HTTP] = ["@acme/codec@1.1.0", "@acme/http@1.1.0"] as const;

const worldWith = (...tags: readonly string[]): Promise<ShowingHost> => hostShowing(startGitlab, tags);

test("a release is removed that GitLab still shows; one beside a tag that was made again is the later one", async () => {
  const { forge, host: gitlab } = await worldWith(CODEC, HTTP);
  const unwanted = [
    { tag: CODEC, tagIs: "gone" },
    { tag: HTTP, tagIs: "again" },
  ] as const;
  expect(await forge.removeReleases(unwanted, 2)).toEqual([CODEC]);
  expect(gitlab.releases.map(({ tag }) => tag)).toEqual([HTTP]);
  expect(await forge.removeReleases(unwanted, 2)).toEqual([]);
});

test("a release that GitLab removes by itself meanwhile, with its tag, is gone", async () => {
  const { forge, host: gitlab, inOrigin } = await worldWith(CODEC);
  gitlab.around = async (operation, proceed) => {
    if (operation.startsWith("DELETE ")) await inOrigin("tag", "--delete", CODEC);
    return proceed();
  };
  expect(await forge.removeReleases([{ tag: CODEC, tagIs: "gone" }], 1)).toEqual([CODEC]);
  expect(gitlab.releases).toEqual([]);
});

test("a tag that the host made goes with its release, also when an earlier run came only to the release", async () => {
  const { forge, host: gitlab, inOrigin } = await worldWith("release-1", "release-10");
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
  const { forge, host: gitlab } = await worldWith(CODEC);
  gitlab.around = async (operation, proceed) =>
    operation.startsWith("DELETE ")
      ? Response.json({ message: "403 Forbidden" }, { status: 403 })
      : proceed();
  const removing = forge.removeReleases([{ tag: CODEC, tagIs: "gone" }], 1);
  await expect(removing).rejects.toMatchObject({ code: "HOST_DENIED" });
});
