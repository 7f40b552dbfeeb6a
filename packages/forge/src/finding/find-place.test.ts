import { expect, test } from "@jest/globals";
import { ReleaseError } from "@convoy/core";
import { findPlace, type Surroundings } from "./find-place.ts";
import { readRemoteUrl } from "./remote-url.ts";

test.each([
  ["https://github.com/acme/shop.git", "github.com", "acme/shop"],
  ["https://user:secret@github.com/acme/shop", "github.com", "acme/shop"],
  ["git@github.com:acme/shop.git", "github.com", "acme/shop"],
  ["ssh://git@git.acme.example:2222/acme/shop.git", "git.acme.example", "acme/shop"],
  ["https://git.acme.example:8443/group/team/shop.git/", "git.acme.example:8443", "group/team/shop"],
])("%s", (url, host, path) => {
  expect(readRemoteUrl(url)).toEqual({ host, path });
});

test.each([
  "/srv/git/shop.git",
  "../shop",
  "C:\\git\\shop",
  "C:/git/shop",
  "file:///srv/git/shop.git",
  "https://github.com/acme",
])("%s is on no code host", (url) => {
  expect(readRemoteUrl(url)).toBeUndefined();
});

const TOKENS = { GITHUB_TOKEN: "gh", GITLAB_TOKEN: "gl" };

function placeOf(remoteUrl: string | null, more: Partial<Surroundings> = {}): object | string {
  try {
    return findPlace({ remoteUrl, ...more, env: { ...TOKENS, ...more.env } });
  } catch (error) {
    if (error instanceof ReleaseError) return error.code;
    throw error;
  }
}

test("the remote says where the repository is, and the host what it is", () => {
  expect(placeOf("git@github.com:acme/shop.git")).toEqual({
    kind: "github",
    api: "https://api.github.com",
    path: "acme/shop",
    token: "gh",
  });
  expect(placeOf("https://gitlab.acme.example/group/team/shop.git")).toEqual({
    kind: "gitlab",
    api: "https://gitlab.acme.example/api/v4",
    path: "group/team/shop",
    token: "gl",
  });
});

test("a server whose name tells nothing is what the settings, or the CI that runs there, say", () => {
  const remote = "https://git.acme.example/acme/shop.git";
  expect(placeOf(remote)).toBe("HOST_UNKNOWN");
  expect(placeOf(remote, { kind: "github" })).toMatchObject({ api: "https://git.acme.example/api/v3" });
  const github = {
    GITHUB_SERVER_URL: "https://git.acme.example",
    GITHUB_API_URL: "https://api.git.acme.example",
  };
  expect(placeOf(remote, { env: github })).toMatchObject({
    kind: "github",
    api: "https://api.git.acme.example",
  });
  const gitlab = {
    CI_SERVER_URL: "https://git.acme.example",
    CI_API_V4_URL: "https://git.acme.example/api/v4",
  };
  expect(placeOf(remote, { env: gitlab })).toMatchObject({ kind: "gitlab" });
});

test("S12: the variables of a CI elsewhere do not say where the token of this remote goes", () => {
  const elsewhere = {
    GITHUB_SERVER_URL: "https://evil.example",
    GITHUB_API_URL: "https://evil.example/api/v3",
  };
  expect(placeOf("https://github.com/acme/shop.git", { env: elsewhere })).toMatchObject({
    api: "https://api.github.com",
  });
});

test("where the remote is a folder, the CI says which repository this is", () => {
  expect(placeOf("/srv/cache/shop.git", { env: { GITHUB_REPOSITORY: "acme/shop" } })).toMatchObject({
    path: "acme/shop",
  });
  expect(placeOf(null)).toBe("HOST_UNKNOWN");
});

test("without a token the refusal names the variable and what the token must be able to do", () => {
  const around = { env: {}, remoteUrl: "https://github.com/acme/shop.git" };
  expect(() => findPlace(around)).toThrow(
    expect.objectContaining({
      code: "HOST_TOKEN_MISSING",
      hint: expect.stringMatching(/GITHUB_TOKEN or GH_TOKEN/),
    }),
  );
});
