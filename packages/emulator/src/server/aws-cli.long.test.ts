import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { OPERATIONS } from "../control/operations.ts";
import { ClientFolder } from "../testing/real-clients.ts";
import { startEmulator, type RunningEmulator } from "./listener.ts";

/** Its absence is no failure: the tests are then shown as skipped. */
const installed = spawnSync("aws", ["--version"]).status === 0;
const title = installed ? "aws-cli" : "aws-cli (skipped: not on the PATH)";

let emulator: RunningEmulator;
const folder = new ClientFolder({ name: "@acme/http", version: "1.0.0" });

beforeAll(async () => {
  emulator = await startEmulator({ credentials: { AKIDEXAMPLE: "secret" } });
});

afterAll(() => emulator.close());

function aws(...args: readonly string[]): ReturnType<ClientFolder["run"]> {
  return folder.run("aws", ["codeartifact", ...args], {
    AWS_ENDPOINT_URL_CODEARTIFACT: emulator.url,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_EC2_METADATA_DISABLED: "true",
    npm_config_userconfig: join(folder.path, "user.npmrc"),
  });
}

const D = ["--domain", "acme"];
const R = [...D, "--repository", "stage"];
const P = [...R, "--format", "npm", "--namespace", "acme", "--package", "http"];
const V = [...P, "--package-version", "1.0.0"];
const G = [...D, "--package-group", "/npm/acme/*"];
const ARN = ["--resource-arn", "arn:aws:codeartifact:eu-west-1:123456789012:repository/acme/stage"];
const POLICY = ["--policy-document", '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*"}]}'];

/** Every sub-command, each with what it needs from those before it. */
const STORY: readonly (readonly string[])[] = [
  ["create-domain", ...D],
  ["describe-domain", ...D],
  ["list-domains"],
  ["put-domain-permissions-policy", ...D, ...POLICY],
  ["get-domain-permissions-policy", ...D],
  ["delete-domain-permissions-policy", ...D],
  ["create-repository", ...R],
  ["create-repository", ...D, "--repository", "channel"],
  ["describe-repository", ...R],
  ["update-repository", ...R, "--description", "d"],
  ["list-repositories"],
  ["list-repositories-in-domain", ...D],
  ["associate-external-connection", ...R, "--external-connection", "public:npmjs"],
  ["disassociate-external-connection", ...R, "--external-connection", "public:npmjs"],
  ["put-repository-permissions-policy", ...R, ...POLICY],
  ["get-repository-permissions-policy", ...R],
  ["delete-repository-permissions-policy", ...R],
  ["get-authorization-token", ...D, "--duration-seconds", "0"],
  ["get-repository-endpoint", ...R, "--format", "npm"],
  ["tag-resource", ...ARN, "--tags", "key=a,value=b"],
  ["list-tags-for-resource", ...ARN],
  ["untag-resource", ...ARN, "--tag-keys", "a"],
  ["login", "--tool", "npm", ...R],
  ["list-packages", ...R],
  ["describe-package", ...P],
  ["put-package-origin-configuration", ...P, "--restrictions", "publish=ALLOW,upstream=BLOCK"],
  ["list-package-versions", ...P],
  ["describe-package-version", ...V],
  ["get-package-version-readme", ...V],
  ["list-package-version-dependencies", ...V],
  ["list-package-version-assets", ...V],
  ["get-package-version-asset", ...V, "--asset", "package.tgz", "out.tgz"],
  [
    "publish-package-version",
    ...R,
    "--format",
    "generic",
    "--namespace",
    "acme",
    "--package",
    "tools",
    "--package-version",
    "1",
    "--asset-name",
    "a",
    "--asset-content",
    "package.json",
    "--asset-sha256",
    "SHA256",
  ],
  [
    "copy-package-versions",
    ...D,
    "--source-repository",
    "stage",
    "--destination-repository",
    "channel",
    "--format",
    "npm",
    "--namespace",
    "acme",
    "--package",
    "http",
    "--versions",
    "1.0.0",
  ],
  ["update-package-versions-status", ...P, "--versions", "1.0.0", "--target-status", "Archived"],
  ["dispose-package-versions", ...P, "--versions", "1.0.0"],
  ["delete-package-versions", ...P, "--versions", "1.0.0"],
  ["create-package-group", ...G],
  ["update-package-group", ...G, "--description", "d"],
  [
    "update-package-group-origin-configuration",
    ...G,
    "--restrictions",
    "PUBLISH=ALLOW_SPECIFIC_REPOSITORIES",
    "--add-allowed-repositories",
    "repositoryName=stage,originRestrictionType=PUBLISH",
  ],
  ["describe-package-group", ...G],
  ["list-package-groups", ...D],
  ["list-sub-package-groups", ...D, "--package-group", "/*"],
  ["list-allowed-repositories-for-group", ...G, "--origin-restriction-type", "PUBLISH"],
  ["list-associated-packages", ...G],
  ["get-associated-package-group", ...D, "--format", "npm", "--namespace", "acme", "--package", "http"],
  ["delete-package-group", ...G],
  ["delete-package", ...P],
  ["delete-repository", ...R],
  ["delete-repository", ...D, "--repository", "channel"],
  ["delete-domain", ...D],
];

(installed ? describe : describe.skip)(title, () => {
  test("gets through a story that uses every sub-command, login for npm included", async () => {
    folder.write("README.md", "# http");
    const commands = new Set(STORY.map(([command]) => command));
    const names = OPERATIONS.map(({ name }) => name.replace(/(?<!^)[A-Z]/g, "-$&").toLowerCase());
    expect([...commands].filter((command) => command !== "login").toSorted()).toEqual(names.toSorted());
    for (const args of STORY) {
      const filled = args.map((arg) => (arg === "SHA256" ? sha256OfPackageJson() : arg));
      const runs = [await aws(...filled)];
      if (args[0] === "login") runs.push(await npmPublish());
      expect({ args, runs }).toMatchObject({ args, runs: runs.map(() => ({ code: 0 })) });
    }
  });

  test("login --dry-run prints what it would do and does none of it", async () => {
    await aws("create-domain", ...D);
    await aws("create-repository", ...R);
    const { code, output } = await aws("login", "--tool", "npm", "--dry-run", ...R);
    expect(code).toBe(0);
    expect(output).toContain(`npm config set registry ${emulator.url}/d/acme-123456789012/npm/stage/`);
  });
});

function npmPublish(): ReturnType<ClientFolder["run"]> {
  return folder.run("npm", ["publish"], { npm_config_userconfig: join(folder.path, "user.npmrc") });
}

function sha256OfPackageJson(): string {
  return hash("sha256", readFileSync(join(folder.path, "package.json")));
}
