import { spawn, type ChildProcess } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { Codeartifact } from "@aws-sdk/client-codeartifact";
import { publishBody } from "./rig.ts";

interface Child {
  readonly url: string;
  kill(): Promise<void>;
}

/** An emulator in a process of its own, on a folder that outlives it. */
export class KilledEmulator {
  readonly #folder: string;
  readonly #children: ChildProcess[] = [];
  #token = "";
  /** Versions whose publish was answered with success. */
  readonly acknowledged: Set<string> = new Set();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes domain and repository, and a token that outlives every kill. */
  async prepare(): Promise<void> {
    const child = await this.#serve();
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const client = new Codeartifact({
      endpoint: child.url,
      region: "eu-west-1",
      credentials,
      maxAttempts: 1,
    });
    await client.createDomain({ domain: "acme" });
    await client.createRepository({ domain: "acme", repository: "stage" });
    this.#token = (await client.getAuthorizationToken({ domain: "acme" })).authorizationToken ?? "";
    client.destroy();
    await child.kill();
  }

  /** Publishes with four workers until so many are acknowledged, and kills the process in the middle of it. */
  async round(number: number, publishes: number): Promise<void> {
    const child = await this.#serve();
    const stopAt = this.acknowledged.size + publishes;
    const worker = async (name: number): Promise<void> => {
      for (let patch = 0; ; patch += 1) {
        const version = `${number}.${name}.${patch}`;
        const body = JSON.stringify(publishBody({ name: "@acme/http", version }));
        const response = await this.#fetch(packageUrl(child), { method: "PUT", body });
        if (response.status === 200) this.acknowledged.add(version);
        if (this.acknowledged.size === stopAt) await child.kill();
      }
    };
    await Promise.allSettled([0, 1, 2, 3].map(worker));
  }

  /** Acknowledged versions that are not there, or whose bytes are not the published ones. */
  async lost(): Promise<readonly string[]> {
    const child = await this.#serve();
    const response = await this.#fetch(packageUrl(child));
    const { versions } = (await response.json()) as {
      versions: Readonly<Record<string, { dist: { tarball: string } }>>;
    };
    const lost: string[] = [];
    for (const version of this.acknowledged) {
      const url = versions[version]?.dist.tarball;
      const bytes = url === undefined ? undefined : await (await this.#fetch(url)).bytes();
      if (bytes === undefined || hash("sha1", bytes) !== hash("sha1", `@acme/http@${version}`))
        lost.push(version);
    }
    await child.kill();
    return lost;
  }

  killAll(): void {
    for (const child of this.#children) child.kill("SIGKILL");
  }

  #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    return fetch(url, { ...init, headers: { authorization: `Bearer ${this.#token}` } });
  }

  async #serve(): Promise<Child> {
    const script = join(import.meta.dirname, "serve.child.ts");
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, this.#folder], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {},
    });
    this.#children.push(child);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const kill = async (): Promise<void> => {
      const exit = once(child, "exit");
      if (child.kill("SIGKILL")) await exit;
    };
    return { url: line.toString().trim(), kill };
  }
}

function packageUrl({ url }: Child): string {
  return `${url}/d/acme-123456789012/npm/stage/@acme%2fhttp`;
}
