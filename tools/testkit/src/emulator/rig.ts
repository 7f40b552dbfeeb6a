import { onCleanUp } from "../temp-folders.ts";
import { npmrc } from "../clients/install-with.ts";
import {
  ACCOUNT,
  REGION,
  authorizationToken,
  awsEnv,
  controlPlane,
  npmEndpoint,
  provision,
  type RepositorySpec,
} from "./control-plane.ts";
import { readRepository, type RepositorySnapshot } from "./repository-snapshot.ts";
import type { EmulatorRequest, Fault } from "./requests.ts";

export interface RigOptions {
  /** Default `acme`. */
  readonly domain?: string;
  /** The channel. Default `npm-releases`. */
  readonly repository?: string;
  /** Default `npm-staging`; null for a target without a stage. */
  readonly staging?: string | null;
  /** Created before those two, so that they can be behind them. */
  readonly others?: readonly RepositorySpec[];
  /** Behind the channel. Default none. */
  readonly upstreams?: readonly string[];
}

/** The `target` of a convoy.json. */
export interface RigTarget {
  readonly type: "codeartifact";
  readonly domain: string;
  readonly domainOwner: string;
  readonly region: string;
  readonly repository: string;
  readonly staging?: string;
}

/** The part of a packument that tests read. */
export interface Packument {
  readonly name: string;
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly versions: Readonly<
    Record<string, { readonly dist: { readonly integrity: string; readonly tarball: string } }>
  >;
}

/** A CodeArtifact on this machine, with a domain and its repositories, in the test's hand. */
export interface EmulatorRig {
  readonly url: string;
  /** For child processes: endpoint, region, credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** A convoy.json that releases to it. */
  readonly config: { readonly target: RigTarget };
  /** Replaces the list of faults; an empty list clears it. What the rig itself reads can be hit, too. */
  faults(list: readonly Fault[]): Promise<void>;
  /** All requests so far, in order, those of the rig included. */
  requests(): Promise<EmulatorRequest[]>;
  /** Back to the start: the domain and empty repositories, no faults, no requests but those of the set-up. */
  reset(): Promise<void>;
  token(): Promise<string>;
  /** The npm endpoint of a repository, with its trailing slash. */
  endpoint(repository: string): Promise<string>;
  /** The lines of an npmrc that installs from the repository, with a fresh token. */
  npmrcFor(repository: string): Promise<string>;
  /** What consumers of the repository see; null: nothing. */
  packument(repository: string, name: string): Promise<Packument | null>;
  snapshotOf(repository: string): Promise<RepositorySnapshot>;
  close(): Promise<void>;
}

/** Makes a rig of an emulator that runs at `url`; `close` ends that one, and `cleanUp` calls it. */
export async function rigAt(
  url: string,
  close: () => Promise<void>,
  options: RigOptions = {},
): Promise<EmulatorRig> {
  const {
    domain = "acme",
    repository = "npm-releases",
    staging = "npm-staging",
    others = [],
    upstreams = [],
  } = options;
  const plane = await controlPlane(url);
  const repositories = [
    ...others,
    ...(staging === null ? [] : [{ name: staging }]),
    { name: repository, upstreams },
  ];
  const target = {
    type: "codeartifact",
    domain,
    domainOwner: ACCOUNT,
    region: REGION,
    repository,
  } as const;
  const token = (): Promise<string> => authorizationToken(plane, domain);
  const endpoint = (name: string): Promise<string> => npmEndpoint(plane, domain, name);
  const closeOnce = once(close);
  onCleanUp(closeOnce);
  await provision(plane, domain, repositories);
  return {
    url,
    env: awsEnv(url),
    config: { target: staging === null ? target : { ...target, staging } },
    faults: (list) => post(`${url}/_emulator/faults`, list),
    requests: async () =>
      (await fetch(`${url}/_emulator/requests`)).json() as Promise<EmulatorRequest[]>,
    async reset() {
      await post(`${url}/_emulator/reset`);
      await provision(plane, domain, repositories);
    },
    token,
    endpoint,
    npmrcFor: async (name) => npmrc(await endpoint(name), await token()),
    packument: async (name, wanted) => readPackument(await endpoint(name), await token(), wanted),
    snapshotOf: async (name) =>
      readRepository(plane, {
        domain,
        repository: name,
        endpoint: await endpoint(name),
        token: await token(),
      }),
    close: closeOnce,
  };
}

async function readPackument(
  endpoint: string,
  token: string,
  name: string,
): Promise<Packument | null> {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await fetch(endpoint + name.replace("/", "%2f"), { headers });
  if (reply.status === 404) return null;
  if (!reply.ok) throw new Error(`packument of ${name}: status ${reply.status}`);
  return (await reply.json()) as Packument;
}

async function post(url: string, body?: unknown): Promise<void> {
  const request = { method: "POST", headers: { "content-type": "application/json" } };
  const reply = await fetch(
    url,
    body === undefined ? request : { ...request, body: JSON.stringify(body) },
  );
  if (!reply.ok)
    throw new Error(`${new URL(url).pathname}: status ${reply.status}: ${await reply.text()}`);
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}
