import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ClientFolder, type ClientRun } from "../testing/real-clients.ts";
import { startEmulator, type RunningEmulator } from "./listener.ts";

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/codeartifact/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;

let emulator: RunningEmulator;
let endpoint: string;
let token: string;

beforeAll(async () => {
  emulator = await startEmulator();
});

afterAll(() => emulator.close());

beforeEach(async () => {
  await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
  await control("/v1/domain?domain=acme");
  await control("/v1/repository?domain=acme&repository=stage");
  token = (await control("/v1/authorization-token?domain=acme"))["authorizationToken"] ?? "";
  endpoint = `${emulator.url}/d/acme-123456789012/npm/stage/`;
});

async function control(path: string): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(emulator.url + path, {
    method: "POST",
    headers: { authorization: AUTHORIZATION },
  });
  return (await response.json()) as Record<string, string>;
}

function folder(version: string, more: Readonly<Record<string, unknown>> = {}): ClientFolder {
  const made = new ClientFolder({ name: "@acme/http", version, ...more });
  made.write(".npmrc", `registry=${endpoint}\n${endpoint.slice("http:".length)}:_authToken=${token}\n`);
  const yarnSettings = [
    `npmRegistryServer: "${endpoint}"`,
    "unsafeHttpWhitelist: [127.0.0.1]",
    `npmAuthToken: "${token}"`,
    "npmAlwaysAuth: true",
    "enableGlobalCache: false",
    "enableTelemetry: false",
    "npmMinimalAgeGate: 0",
    "enableImmutableInstalls: false",
  ];
  made.write(".yarnrc.yml", `${yarnSettings.join("\n")}\n`);
  made.write("yarn.lock", "");
  return made;
}

const PUBLISH: Readonly<Record<string, readonly string[]>> = {
  npm: ["publish"],
  pnpm: ["publish", "--no-git-checks"],
  yarn: ["npm", "publish"],
};

/** Yarn publishes from a project that was installed. */
async function publish(client: string, from: ClientFolder): Promise<ClientRun> {
  if (client === "yarn") await from.run("yarn", ["install"]);
  return from.run(client, PUBLISH[client] ?? []);
}

describe.each(["npm", "pnpm", "yarn"])("%s", (client) => {
  test("publishes, and is refused when the version is there with other bytes", async () => {
    expect(await publish(client, folder("1.0.0"))).toMatchObject({ code: 0 });
    expect((await publish(client, folder("1.0.0", { description: "other" }))).code).not.toBe(0);
    expect(await packument()).toMatchObject({
      "dist-tags": { latest: "1.0.0" },
      versions: { "1.0.0": { name: "@acme/http" } },
    });
  });

  test("installs by range, by tag and from its lock file, also once the version is Unlisted", async () => {
    await folder("1.0.0").run("npm", ["publish"]);
    await folder("1.1.0").run("npm", ["publish", "--tag", "next"]);
    const consumer = folder("0.0.0", {
      name: "consumer",
      private: true,
      dependencies: { "@acme/http": "^1.0.0", "@acme/tagged": "npm:@acme/http@next" },
    });
    const install = await consumer.run(client, ["install"]);
    expect(install).toMatchObject({ code: 0 });
    await fetch(
      `${emulator.url}/v1/package/versions/update_status?domain=acme&repository=stage&format=npm&namespace=acme&package=http`,
      {
        method: "POST",
        headers: { authorization: AUTHORIZATION },
        body: JSON.stringify({ versions: ["1.1.0"], targetStatus: "Unlisted" }),
      },
    );
    const again = await consumer.run(
      client,
      client === "npm"
        ? ["ci"]
        : client === "pnpm"
          ? ["install", "--frozen-lockfile"]
          : ["install", "--immutable"],
    );
    expect(again).toMatchObject({ code: 0 });
  });
});

test("Yarn 1 installs and publishes once it is told to send the token always", async () => {
  await folder("1.0.0").run("npm", ["publish"]);
  const consumer = folder("0.0.0", {
    name: "consumer",
    private: true,
    dependencies: { "@acme/http": "^1.0.0" },
  });
  consumer.append(".npmrc", "always-auth=true\n");
  expect(await consumer.run("yarn 1", ["install"])).toMatchObject({ code: 0 });
  const next = folder("1.1.0");
  next.append(".npmrc", "always-auth=true\n");
  expect(await next.run("yarn 1", ["publish", "--new-version", "1.1.0"])).toMatchObject({ code: 0 });
});

test("npm views, tags, deprecates and pings, and cannot unpublish", async () => {
  const http = folder("1.0.0");
  await http.run("npm", ["publish"]);
  expect((await http.run("npm", ["view", "@acme/http", "version"])).output.trim()).toBe("1.0.0");
  expect((await http.run("npm", ["dist-tag", "add", "@acme/http@1.0.0", "stable"])).code).toBe(0);
  expect((await http.run("npm", ["dist-tag", "ls", "@acme/http"])).output).toContain("stable: 1.0.0");
  expect((await http.run("npm", ["dist-tag", "rm", "@acme/http", "stable"])).code).toBe(0);
  expect((await http.run("npm", ["deprecate", "@acme/http@1.0.0", "use 2"])).code).toBe(0);
  expect((await http.run("npm", ["view", "@acme/http", "deprecated"])).output.trim()).toBe("use 2");
  expect((await http.run("npm", ["ping"])).code).toBe(0);
  const unpublish = await http.run("npm", ["unpublish", "@acme/http@1.0.0", "--force"]);
  expect(unpublish.code).not.toBe(0);
  expect(unpublish.output).toContain("Method Not Allowed");
});

const TAG = "@acme/http@1.0.0";

/** What each client has beside publishing and installing; Yarn can neither deprecate nor unpublish. */
const ERRANDS: Readonly<Record<string, readonly (readonly [args: readonly string[], prints: string])[]>> = {
  pnpm: [
    [["view", "@acme/http", "version"], "1.0.0"],
    [["dist-tag", "add", TAG, "stable"], "stable: @acme/http@1.0.0"],
    [["dist-tag", "ls", "@acme/http"], "stable: 1.0.0"],
    [["dist-tag", "rm", "@acme/http", "stable"], ""],
    [["deprecate", TAG, "use 2"], ""],
    [["view", "@acme/http", "deprecated"], "use 2"],
    [["ping"], "PONG"],
  ],
  yarn: [
    [["npm", "info", "@acme/http", "--fields", "version", "--json"], '"version":"1.0.0"'],
    [["npm", "tag", "add", TAG, "stable"], ""],
    [["npm", "tag", "list", "@acme/http"], "@acme/http@stable → 1.0.0"],
    [["npm", "tag", "remove", "@acme/http", "stable"], ""],
  ],
  "yarn 1": [
    [["info", "@acme/http", "version"], "1.0.0"],
    [["tag", "add", TAG, "stable"], ""],
    [["tag", "list", "@acme/http"], "stable: 1.0.0"],
    [["tag", "remove", "@acme/http", "stable"], ""],
  ],
};

test.each(Object.entries(ERRANDS))("%s views and tags", async (client, errands) => {
  const http = folder("1.0.0");
  await http.run("npm", ["publish"]);
  // Yarn 1 sends its token to the registry of an npmrc alone, and only when it is told to.
  http.append(".npmrc", "always-auth=true\n");
  for (const [args, prints] of errands) {
    const run = await http.run(client, args);
    expect({ args, ...run }).toEqual({ args, code: 0, output: expect.stringContaining(prints) });
  }
  const { "dist-tags": tags } = (await packument()) as { readonly "dist-tags": unknown };
  expect(tags).toEqual({ latest: "1.0.0" });
});

test("pnpm cannot unpublish", async () => {
  const http = folder("1.0.0");
  await http.run("npm", ["publish"]);
  expect((await http.run("pnpm", ["unpublish", TAG, "--force"])).code).not.toBe(0);
  expect(await packument()).toMatchObject({ versions: { "1.0.0": { name: "@acme/http" } } });
});

async function packument(): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${endpoint}@acme%2fhttp`, { headers })).json();
}

test("npm says why it was not let in", async () => {
  token = "nonsense";
  const { code, output } = await folder("1.0.0").run("npm", ["publish"]);
  expect(code).not.toBe(0);
  expect(output).toContain("E401");
});
