import { mkdir, writeFile } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import type { Host } from "../host.ts";

useTempFolders();

const atOnce = {
  onInterrupt(callback: () => void) {
    queueMicrotask(callback);
    return () => undefined;
  },
};

test("the emulator prints one line when it is ready, and ends when it is told to", async () => {
  const { exitCode, stdout } = await convoy("/", ["emulator", "--port", "0"], atOnce);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^CodeArtifact emulator on http:\/\/127\.0\.0\.1:\d+\n$/);
});

test("with --json the line is a document", async () => {
  const ran = await convoy("/", ["emulator", "--json"], atOnce);
  expect(ran.json()).toEqual([{ format: 1, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) }]);
});

test("a seed that is not there is refused by its name", async () => {
  const { exitCode, stderr } = await convoy("/", ["emulator", "--seed", "no-such-seed.json"], atOnce);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("/no-such-seed.json");
});

const SIGNED = {
  authorization: `AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/codeartifact/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`,
};

/** Runs the emulator while `use` asks it things. */
async function whileItRuns<T>(
  cwd: string,
  args: readonly string[],
  { use, env = {} }: { readonly use: (url: string) => Promise<T>; readonly env?: Host["env"] },
): Promise<T> {
  const used = Promise.withResolvers<T>();
  const stdout = new Writable({
    write(line: Buffer, _encoding, done) {
      used.resolve(use((JSON.parse(line.toString()) as { readonly url: string }).url));
      done();
    },
  });
  const onInterrupt: Host["onInterrupt"] = (stop) => {
    used.promise.then(stop, stop);
    return () => undefined;
  };
  const ran = await convoy(cwd, ["emulator", "--json", ...args], { stdout, onInterrupt, env });
  expect(ran.stderr).toBe("");
  return used.promise;
}

/** A folder with a seed, whose repository has the public registry behind it, and with such a registry. */
async function seeded(): Promise<string> {
  const folder = await tempFolder("emulator");
  const packages = [{ name: "@acme/http", versions: [{ version: "1.0.0" }] }];
  const stage = { name: "stage", packages, externalConnections: ["public:npmjs"] };
  await writeFile(
    join(folder, "seed.json"),
    JSON.stringify({ domains: [{ name: "acme", repositories: [stage] }] }),
  );
  await mkdir(join(folder, "npmjs", "left-pad"), { recursive: true });
  const dist = { tarball: "http://public.test/left-pad-1.3.0.tgz", integrity: "sha512-AAAA", shasum: "00" };
  const packument = { versions: { "1.3.0": { name: "left-pad", version: "1.3.0", dist } } };
  await writeFile(join(folder, "npmjs", "left-pad", "packument.json"), JSON.stringify(packument));
  return folder;
}

/** Asks below the endpoint of `stage`, under the name of a host without a port. */
async function ask(url: string, path: string): Promise<{ readonly status: number; readonly text: string }> {
  const login = { method: "POST", headers: SIGNED };
  const reply = await fetch(`${url}/v1/authorization-token?domain=acme`, login);
  const { authorizationToken } = (await reply.json()) as { readonly authorizationToken: string };
  const headers = { host: "codeartifact.test", authorization: `Bearer ${authorizationToken}` };
  const answer = Promise.withResolvers<IncomingMessage>();
  request(`${url}/d/acme-123456789012/npm/stage/${path}`, { headers }, answer.resolve).end();
  const { statusCode: status = 0 } = await answer.promise;
  return { status, text: await text(await answer.promise) };
}

test("--npmjs, --explicit-port and --assume reach the emulator", async () => {
  const args = ["--seed", "seed.json", "--npmjs", "npmjs", "--explicit-port"];
  const seen = await whileItRuns(await seeded(), [...args, "--assume", "unsupportedStatus=501"], {
    use: (url) => Promise.all(["left-pad", "@acme%2fhttp", "-/whoami"].map((path) => ask(url, path))),
  });
  expect(seen).toEqual([
    { status: 200, text: expect.stringContaining('"1.3.0"') },
    { status: 200, text: expect.stringContaining("http://codeartifact.test:80/d/") },
    { status: 501, text: expect.anything() },
  ]);
});

test.each([
  ["KEY", "InvalidSignatureException"],
  ["OTHER", "UnrecognizedClientException"],
])("--verify-signatures knows the key of its own environment, here %s", async (id, error) => {
  const reply = await whileItRuns("/", ["--verify-signatures"], {
    env: { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: "secret" },
    use: (url) => fetch(`${url}/v1/domains`, { method: "POST", headers: SIGNED }),
  });
  expect(reply.headers.get("x-amzn-errortype")).toBe(error);
});

test("each rule of --deny takes an action away", async () => {
  const args = ["--deny", "CreateDomain", "ListRepositories:*", "--deny", "ListDomains"];
  const statuses = await whileItRuns("/", args, {
    use: (url) =>
      Promise.all(
        ["domain?domain=acme", "repositories", "domains"].map(async (path) => {
          return (await fetch(`${url}/v1/${path}`, { method: "POST", headers: SIGNED })).status;
        }),
      ),
  });
  expect(statuses).toEqual([403, 403, 403]);
});

test.each([
  [["--verify-signatures"], "CREDENTIALS_MISSING", "AWS_SECRET_ACCESS_KEY"],
  [["--assume", "tarballColour=red"], "ASSUMPTION_UNKNOWN", "tarballRedirect"],
  [["--policy", "no-such-policy.json"], "POLICY_MISSING", "convoy setup --iam release"],
  [["--deny", "no rule"], "DENY_RULE_INVALID", "ACTION:ARN"],
  [["--port", "65536"], "PORT_UNAVAILABLE", "0 for any"],
  [["--data", "/dev/null/data"], "DATA_UNUSABLE", "a folder"],
  [["--npmjs", "no-such-folder"], "NPMJS_NOT_FOUND", "URL of a registry"],
])("%j is refused with what would be right", async (args, code, hint) => {
  const ran = await convoy("/", ["emulator", "--json", ...args], atOnce);
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toMatchObject([{ error: { code, hint: expect.stringContaining(hint) } }]);
});
