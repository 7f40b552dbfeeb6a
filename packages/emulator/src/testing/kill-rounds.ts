import { spawn, type ChildProcess } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { AUTHORIZATION, publishBody } from "./rig.ts";

interface Child {
  readonly url: string;
  kill(): Promise<void>;
}

type State = "absent" | "Published" | "Archived";
type RepositoryName = "stage" | "channel";
type Request = (child: Child) => Promise<Response>;

const NAME = "@acme/http";
const PACKAGE = "domain=acme&format=npm&namespace=acme&package=http";

/** An emulator in a process of its own, on a folder that outlives it. */
export class KilledEmulator {
  readonly #folder: string;
  readonly #children: ChildProcess[] = [];
  /** By repository and version: one state where a change was acknowledged, two where its answer never came. */
  readonly #possible: Map<string, readonly State[]> = new Map();
  readonly #refusals: string[] = [];
  #token = "";
  /** Changes that were answered with success. */
  acknowledged = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes domain and repositories, and a token that outlives every kill. */
  async prepare(): Promise<void> {
    const child = await this.#serve();
    for (const path of ["domain?domain=acme", ...["stage", "channel"].map(creation)])
      await control(path)(child);
    const reply = await control("authorization-token?domain=acme")(child);
    this.#token = ((await reply.json()) as { readonly authorizationToken: string }).authorizationToken;
    await child.kill();
  }

  /** Changes versions with four workers until so many changes are acknowledged, and kills the process then. */
  async round(number: number, changes: number): Promise<void> {
    const child = await this.#serve();
    const stopAt = this.acknowledged + changes;
    const change = async (key: string, after: State, request: Request): Promise<void> => {
      await this.#change({ key, after, request }, child);
      if (this.acknowledged === stopAt) await child.kill();
    };
    const worker = async (name: number): Promise<void> => {
      for (let patch = 0; ; patch += 1) {
        const version = `${number}.${name}.${patch}`;
        await change(`stage ${version}`, "Published", (to) => this.#publish(to, version));
        await change(`channel ${version}`, "Published", copying(version));
        if (patch % 3 === 0) await change(`channel ${version}`, "Archived", archiving(version));
        if (patch % 2 === 0) await change(`stage ${version}`, "absent", deleting(version));
      }
    };
    await Promise.allSettled([0, 1, 2, 3].map(worker));
  }

  /** What is not as it was acknowledged, or what has other bytes than were published. */
  async wrong(): Promise<readonly string[]> {
    const child = await this.#serve();
    const found = { stage: await statuses(child, "stage"), channel: await statuses(child, "channel") };
    const wrong = [...this.#refusals];
    for (const [key, possible] of this.#possible) {
      const [repository, version] = key.split(" ") as [RepositoryName, string];
      const state = found[repository].get(version) ?? "absent";
      if (!possible.includes(state)) wrong.push(`${key} is ${state}, not ${possible.join(" or ")}`);
      if (state === "Published" && !(await this.#hasItsBytes(child, repository, version)))
        wrong.push(`${key} has other bytes`);
    }
    await child.kill();
    return wrong;
  }

  killAll(): void {
    for (const child of this.#children) child.kill("SIGKILL");
  }

  async #change(
    { key, after, request }: { readonly key: string; readonly after: State; readonly request: Request },
    child: Child,
  ): Promise<void> {
    const before = this.#possible.get(key)?.[0] ?? "absent";
    this.#possible.set(key, [before, after]);
    const response = await request(child);
    const text = await response.text();
    if (!response.ok || text.includes('"errorCode"')) this.#refusals.push(`${key}: ${text}`);
    this.#possible.set(key, [after]);
    this.acknowledged += 1;
  }

  #publish(child: Child, version: string): Promise<Response> {
    const body = JSON.stringify(publishBody({ name: NAME, version }));
    return this.#npm(child, "stage/@acme%2fhttp", { method: "PUT", body });
  }

  async #hasItsBytes(child: Child, repository: RepositoryName, version: string): Promise<boolean> {
    const response = await this.#npm(child, `${repository}/@acme/http/-/http-${version}.tgz`);
    return hash("sha1", await response.bytes()) === hash("sha1", `${NAME}@${version}`);
  }

  #npm({ url }: Child, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}` };
    return fetch(`${url}/d/acme-123456789012/npm/${path}`, { ...init, headers });
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

function creation(repository: string): string {
  return `repository?domain=acme&repository=${repository}`;
}

function copying(version: string): Request {
  const way = "domain=acme&source-repository=stage&destination-repository=channel";
  return control(`package/versions/copy?${PACKAGE}&${way}`, { versions: [version] });
}

function archiving(version: string): Request {
  const change = { versions: [version], targetStatus: "Archived" };
  return control(`package/versions/update_status?${PACKAGE}&repository=channel`, change);
}

function deleting(version: string): Request {
  return control(`package/versions/delete?${PACKAGE}&repository=stage`, { versions: [version] });
}

function control(path: string, body?: unknown): Request {
  const init = { method: "POST", headers: { authorization: AUTHORIZATION } };
  return ({ url }) =>
    fetch(`${url}/v1/${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) });
}

/** Of all versions of a repository. */
async function statuses(child: Child, repository: RepositoryName): Promise<ReadonlyMap<string, State>> {
  const found = new Map<string, State>();
  let token: string | undefined = "";
  while (token !== undefined) {
    const page = `max-results=1000${token === "" ? "" : `&next-token=${token}`}`;
    const reply = await control(`package/versions?${PACKAGE}&repository=${repository}&${page}`)(child);
    const { versions = [], nextToken } = (await reply.json()) as {
      readonly versions?: readonly { readonly version: string; readonly status: State }[];
      readonly nextToken?: string;
    };
    for (const { version, status } of versions) found.set(version, status);
    token = nextToken;
  }
  return found;
}
