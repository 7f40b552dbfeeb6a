import type { Agent } from "node:http";
import type { Options } from "npm-registry-fetch";
import { read, write, type Operation } from "../limits/carry.ts";
import type { Gate } from "../limits/gate.ts";
import type { Answer } from "../replies/fault.ts";
import type { Permission } from "../replies/permission.ts";
import { errorOf } from "../replies/error-of.ts";
import { isNone, nerfDart, type Credential, type CredentialSource } from "./credential.ts";
import { npmFault } from "./npm-fault.ts";
import { wireTo, type Wire } from "./wire.ts";

/** Timeouts are the gate's: a timer of the library's own would cut a long upload short. */
const NEVER = 2 ** 31 - 1;

export interface NpmPlaneParts {
  /** With a slash at the end. */
  readonly registry: URL;
  /** As messages name the repository. */
  readonly label: string;
  readonly gate: Gate;
  readonly credentials: CredentialSource;
  readonly agent: Agent;
}

/** One exchange with an npm registry. */
export interface NpmExchange<T> {
  /** For messages: `read @acme/http`. */
  readonly doing: string;
  readonly extraMs?: number;
  /** What IAM has to allow for it, where IAM is asked. */
  readonly permission?: Permission | undefined;
  /** Makes ready what is sent; what it throws is no fault of the registry's and ends the exchange. */
  readonly ready?: () => Promise<void>;
  /** Sends it by one of the npm libraries, with these options. */
  readonly send: (options: Options, wire: Wire) => Promise<Answer<T>>;
}

/** The npm side of a repository: what npm itself would send, through the gate and with the right credential. */
export class NpmPlane {
  readonly registry: URL;
  readonly label: string;
  readonly #gate: Gate;
  readonly #credentials: CredentialSource;
  readonly #agent: Agent;

  constructor(parts: NpmPlaneParts) {
    this.registry = parts.registry;
    this.label = parts.label;
    this.#gate = parts.gate;
    this.#credentials = parts.credentials;
    this.#agent = parts.agent;
  }

  read<T>(exchange: NpmExchange<T>): Promise<Answer<T>> {
    return this.#withRenewal(exchange, (operation) => read(this.#gate, { ...operation, lane: "read" }));
  }

  write<T>(exchange: NpmExchange<T>): Promise<Answer<T>> {
    return this.#withRenewal(exchange, (operation) => write(this.#gate, { ...operation, lane: "upload" }));
  }

  /**
   * The credential as settings of an npmrc, for another client. Also for the registry's address with its port in it:
   * CodeArtifact names tarballs so, and pnpm sends a credential only where the addresses agree.
   */
  async settings(): Promise<Readonly<Record<string, string>>> {
    const fault = await this.#credentials.ready();
    if (fault !== undefined) throw errorOf(fault, { doing: "get a credential", where: this.label });
    const { options } = this.#credentials.current();
    const port = this.registry.protocol === "https:" ? 443 : 80;
    const dart = nerfDart(this.registry);
    const withPort = `//${this.registry.hostname}:${port}${this.registry.pathname}`;
    const twins = Object.entries(options).flatMap(([key, value]): readonly (readonly [string, string])[] =>
      this.registry.port === "" && key.startsWith(dart) ? [[withPort + key.slice(dart.length), value]] : [],
    );
    return { ...options, ...Object.fromEntries(twins) };
  }

  /** A credential that ended in between is replaced once; what was turned away for it has certainly not been done. */
  async #withRenewal<T>(
    exchange: NpmExchange<T>,
    carry: (operation: Omit<Operation<T>, "lane">) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    let used = this.#credentials.current();
    const operation = this.#operation(exchange, (credential) => (used = credential));
    const answer = await carry(operation);
    if (answer.kind !== "unauthorized" || !this.#credentials.refuse(used)) return answer;
    return carry(operation);
  }

  #operation<T>(
    exchange: NpmExchange<T>,
    using: (credential: Credential) => void,
  ): Omit<Operation<T>, "lane"> {
    return {
      doing: exchange.doing,
      where: this.label,
      extraMs: exchange.extraMs ?? 0,
      ready: async () => {
        await exchange.ready?.();
        return this.#credentials.ready();
      },
      attempt: async (signal) => {
        const credential = this.#credentials.current();
        using(credential);
        const wire = wireTo(this.registry, this.#agent);
        try {
          return await exchange.send(this.#options(credential, wire, signal), wire);
        } catch (thrown) {
          signal.throwIfAborted();
          const { secrets } = credential;
          const wall = this.#gate.ports.clock.wall();
          const fault = npmFault(thrown, { secrets, permission: exchange.permission, wall });
          if (fault === undefined) throw thrown;
          return fault.kind === "unauthorized" && isNone(credential)
            ? { ...fault, kind: "anonymous" }
            : fault;
        }
      },
    };
  }

  #options(credential: Credential, wire: Wire, signal: AbortSignal): Options {
    const options = {
      ...credential.options,
      registry: this.registry.href,
      agent: wire.agent,
      signal,
      fetchRetries: 0,
      timeout: NEVER,
      userAgent: "convoy",
    };
    return options;
  }
}
