import { npmrc } from "../clients/install-with.ts";
import { onCleanUp } from "../temp-folders.ts";
import {
  ACCOUNT,
  REGION,
  authorizationToken,
  awsEnv,
  controlPlane,
  npmEndpoint,
  provision,
  type ControlPlane,
  type RepositorySpec,
} from "./control-plane.ts";
import type { AskedPermission } from "./rights.ts";
import { readPackument, type Packument } from "./packument.ts";
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

/** An emulator that runs, in this process or another, and how to end it. */
export interface ReachableEmulator {
  readonly url: string;
  close(): Promise<void>;
}

/** Makes a rig of an emulator: creates the domain and its repositories. `cleanUp` closes it, too. */
export async function rigAt(emulator: ReachableEmulator, options: RigOptions = {}): Promise<EmulatorRig> {
  onCleanUp(() => emulator.close());
  const rig = new EmulatorRig(emulator, await controlPlane(emulator.url), options);
  await rig.provision();
  return rig;
}

/** A CodeArtifact on this machine, with a domain and its repositories, in the test's hand. */
export class EmulatorRig {
  readonly url: string;
  /** For child processes: endpoint, region, credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** A convoy.json that releases to it. */
  readonly config: { readonly target: RigTarget };
  readonly close: () => Promise<void>;
  readonly #plane: ControlPlane;
  readonly #repositories: readonly RepositorySpec[];

  constructor(emulator: ReachableEmulator, plane: ControlPlane, options: RigOptions) {
    const { domain = "acme", repository = "npm-releases", staging = "npm-staging" } = options;
    const target = {
      type: "codeartifact",
      domain,
      domainOwner: ACCOUNT,
      region: REGION,
      repository,
    } as const;
    this.url = emulator.url;
    this.env = awsEnv(emulator.url);
    this.config = { target: staging === null ? target : { ...target, staging } };
    this.close = () => emulator.close();
    this.#plane = plane;
    const stage = staging === null ? [] : [{ name: staging }];
    const channel = { name: repository, upstreams: options.upstreams ?? [] };
    this.#repositories = [...(options.others ?? []), ...stage, channel];
  }

  /** Creates the domain and the repositories. A new rig and a reset one have them. */
  async provision(): Promise<void> {
    await provision(this.#plane, this.#domain, this.#repositories);
  }

  /** Replaces the list of faults; an empty list clears it. What the rig itself reads can be hit, too. */
  async faults(list: readonly Fault[]): Promise<void> {
    await this.#post("faults", list);
  }

  /**
   * From now on only what the policy of IAM allows; null: all again. What the rig itself reads is no exception. Listens
   * anew to the permissions that are asked for.
   */
  async allowOnly(policy: object | null): Promise<void> {
    await this.#post("policy", policy);
  }

  /** The permissions that were asked for since `allowOnly`. */
  async askedPermissions(): Promise<readonly AskedPermission[]> {
    const reply = await fetch(`${this.url}/_emulator/permissions`);
    return (await reply.json()) as readonly AskedPermission[];
  }

  /** All requests so far, in order, those of the rig included. */
  async requests(): Promise<EmulatorRequest[]> {
    const reply = await fetch(`${this.url}/_emulator/requests`);
    return (await reply.json()) as EmulatorRequest[];
  }

  /** Back to the start: the domain and empty repositories, no faults, no requests but those that create these. */
  async reset(): Promise<void> {
    await this.#post("reset");
    await this.provision();
  }

  /** A fresh token for the npm plane. */
  token(): Promise<string> {
    return authorizationToken(this.#plane, this.#domain);
  }

  /** The npm endpoint of a repository, with its trailing slash. */
  endpoint(repository: string): Promise<string> {
    return npmEndpoint(this.#plane, this.#domain, repository);
  }

  /** The lines of an npmrc that installs from the repository, with a fresh token. */
  async npmrcFor(repository: string): Promise<string> {
    return npmrc(await this.endpoint(repository), await this.token());
  }

  /** What consumers of the repository see of the package; null: nothing. */
  async packument(repository: string, name: string): Promise<Packument | null> {
    return readPackument({ endpoint: await this.endpoint(repository), token: await this.token() }, name);
  }

  /** All that the repository holds, hidden versions too. */
  async snapshotOf(repository: string): Promise<RepositorySnapshot> {
    const [endpoint, token] = [await this.endpoint(repository), await this.token()];
    return readRepository(this.#plane, { domain: this.#domain, repository, endpoint, token });
  }

  get #domain(): string {
    return this.config.target.domain;
  }

  async #post(path: string, body?: unknown): Promise<void> {
    const headers = { "content-type": "application/json" };
    const request = {
      method: "POST",
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const reply = await fetch(`${this.url}/_emulator/${path}`, request);
    if (!reply.ok) throw new Error(`/_emulator/${path}: status ${reply.status}: ${await reply.text()}`);
  }
}
