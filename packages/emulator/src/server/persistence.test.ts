import { afterEach, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Codeartifact as CodeArtifact } from "@aws-sdk/client-codeartifact";
import { publishBody } from "../testing/rig.ts";

const folder = mkdtempSync(join(tmpdir(), "emulator-data-"));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Child {
  readonly url: string;
  kill(): Promise<void>;
}

async function serve(): Promise<Child> {
  const script = join(import.meta.dirname, "../testing/serve.child.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {},
  });
  children.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { url: line.toString().trim(), kill };
}

function clientOf(url: string): CodeArtifact {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  return new CodeArtifact({ endpoint: url, region: "eu-west-1", credentials, maxAttempts: 1 });
}

test("everything that was acknowledged is there after a kill in the middle of publishing", async () => {
  const first = await serve();
  const client = clientOf(first.url);
  await client.createDomain({ domain: "acme" });
  await client.createRepository({ domain: "acme", repository: "stage" });
  const { authorizationToken } = await client.getAuthorizationToken({ domain: "acme" });
  const acknowledged: string[] = [];
  const publishUntilDead = async (worker: number): Promise<void> => {
    for (let patch = 0; ; patch += 1) {
      const version = `1.${worker}.${patch}`;
      const body = JSON.stringify(publishBody({ name: "@acme/http", version }));
      const url = `${first.url}/d/acme-123456789012/npm/stage/@acme%2fhttp`;
      const response = await fetch(url, {
        method: "PUT",
        body,
        headers: { authorization: `Bearer ${authorizationToken}` },
      });
      if (response.status === 200) acknowledged.push(version);
      if (acknowledged.length === 60) await first.kill();
    }
  };
  await Promise.allSettled([0, 1, 2, 3].map(publishUntilDead));
  client.destroy();

  const second = await serve();
  const response = await fetch(`${second.url}/d/acme-123456789012/npm/stage/@acme%2fhttp`, {
    headers: { authorization: `Bearer ${authorizationToken}` },
  });
  const { versions } = (await response.json()) as { versions: Readonly<Record<string, unknown>> };
  expect(Object.keys(versions)).toEqual(expect.arrayContaining(acknowledged));
  await second.kill();
}, 30_000);
