import { expect, test } from "@jest/globals";
import { childEnvironment } from "./environment.ts";

test("a child sees its PATH and its home, and no credential under any name", () => {
  const environment = {
    PATH: "/bin",
    HOME: "/home/ada",
    AWS_SECRET_ACCESS_KEY: "s",
    AWS_PROFILE: "s",
    GITHUB_TOKEN: "s",
    NODE_AUTH_TOKEN: "s",
    ACTIONS_ID_TOKEN_REQUEST_URL: "s",
    SSH_AUTH_SOCK: "s",
    NODE_OPTIONS: "--require=./evil.js",
    MY_OWN_SECRET: "s",
    LANG: undefined,
  };
  expect(childEnvironment(environment)).toEqual({ PATH: "/bin", HOME: "/home/ada" });
});

test("what the user names is let through, but never a credential of AWS or npm", () => {
  const environment = {
    GITHUB_TOKEN: "given",
    GITLAB_TOKEN: "kept",
    NPM_TOKEN: "kept",
    AWS_SESSION_TOKEN: "kept",
  };
  expect(childEnvironment(environment, ["GITHUB_TOKEN", "NPM_TOKEN", "AWS_SESSION_TOKEN"])).toEqual({
    GITHUB_TOKEN: "given",
  });
});
