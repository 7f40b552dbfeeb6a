import { expect, test } from "@jest/globals";
import { startGithub, useTempFolders } from "@convoy/testkit";
import { hostShowing, releaseOf, type ShowingHost } from "../forge.fixture.ts";

useTempFolders();

const [CODEC, HTTP, APP] = ["@acme/codec@1.1.0", "@acme/http@1.1.0", "@acme/app@1.1.0"] as const;

const worldWith = (...tags: readonly string[]): Promise<ShowingHost> => hostShowing(startGithub, tags);

test("the release of a tag that is gone is removed, whether a draft by now or not, and once", async () => {
  const { forge, host: github, inOrigin } = await worldWith(CODEC, HTTP, APP);
  await inOrigin("tag", "--delete", CODEC);
  const unwanted = [
    { tag: CODEC, tagIs: "gone" },
    { tag: HTTP, tagIs: "gone" },
    { tag: "@acme/never@1.0.0", tagIs: "gone" },
  ] as const;
  expect(await forge.removeReleases(unwanted, 3)).toEqual([HTTP, CODEC]);
  expect(github.releases.map(({ tag }) => tag)).toEqual([APP]);
  expect(await forge.removeReleases(unwanted, 3)).toEqual([]);
});

test("beside a tag that was made again the draft is removed, and the later release stays", async () => {
  const { forge, host: github, inOrigin } = await worldWith(CODEC);
  await inOrigin("tag", "--delete", CODEC);
  await inOrigin("tag", "--annotate", "--message=again", CODEC, "main");
  await forge.release(releaseOf(CODEC, await inOrigin("rev-parse", "main")));
  expect(github.releases.map(({ draft }) => draft)).toEqual([true, false]);
  const unwanted = [{ tag: CODEC, tagIs: "again" }] as const;
  expect(await forge.removeReleases(unwanted, 1)).toEqual([CODEC]);
  expect(github.releases.map(({ draft }) => draft)).toEqual([false]);
  expect(await forge.removeReleases(unwanted, 1)).toEqual([]);
});

test("a tag that the host made goes with its release, also when an earlier run came only to the release", async () => {
  const { forge, host: github, inOrigin } = await worldWith("release-1", "release-10");
  const unwanted = [{ tag: "release-1", tagIs: "made-with-it" }] as const;
  github.around = async (operation, proceed) =>
    operation.includes("/git/refs/") ? Response.json({ message: "no" }, { status: 403 }) : proceed();
  await expect(forge.removeReleases(unwanted, 2)).rejects.toMatchObject({ code: "HOST_DENIED" });
  expect(await inOrigin("tag")).toBe("release-1\nrelease-10");
  github.around = (_operation, proceed) => proceed();
  expect(await forge.removeReleases(unwanted, 2)).toEqual(["release-1"]);
  expect(await inOrigin("tag")).toBe("release-10");
  expect(await forge.removeReleases(unwanted, 2)).toEqual([]);
});

test("a release that the host hides from a token that may not remove it is not taken for gone", async () => {
  const { forge, host: github } = await worldWith(CODEC);
  github.around = async (operation, proceed) =>
    operation.startsWith("DELETE ") ? Response.json({ message: "Not Found" }, { status: 404 }) : proceed();
  const removing = forge.removeReleases([{ tag: CODEC, tagIs: "gone" }], 1);
  await expect(removing).rejects.toMatchObject({
    code: "HOST_DENIED",
    message: expect.stringContaining(`remove the release of ${CODEC} in acme/shop`),
  });
});
