import type { Codeartifact } from "@aws-sdk/client-codeartifact";
import type { Agents } from "../agents.ts";
import { read, write, type Operation } from "../limits/carry.ts";
import type { Gate, LaneName } from "../limits/gate.ts";
import { answered, type Answer } from "../replies/fault.ts";
import type { Permission } from "../replies/permission.ts";
import type { CodeArtifactSettings } from "../settings.ts";
import { controlFault } from "./control-fault.ts";

/** One call of the control plane. */
export interface ControlCall<T> {
  /** For messages: `read back @acme/http@1.3.0`. */
  readonly doing: string;
  /** For messages: `acme/npm-releases`. */
  readonly where: string;
  readonly permission: Permission;
  readonly send: (client: Codeartifact, options: { abortSignal: AbortSignal }) => Promise<T>;
}

/** The control plane of CodeArtifact, through the gate. The SDK makes one attempt of each; retries are the gate's. */
export class ControlPlane {
  readonly #client: Codeartifact;
  readonly #gate: Gate;

  constructor(client: Codeartifact, gate: Gate) {
    this.#client = client;
    this.#gate = gate;
  }

  read<T>(call: ControlCall<T>, lane: LaneName = "read"): Promise<Answer<T>> {
    return read(this.#gate, this.#operation(call, lane));
  }

  write<T>(call: ControlCall<T>, lane: LaneName = "upload"): Promise<Answer<T>> {
    return write(this.#gate, this.#operation(call, lane));
  }

  /** The account of the credentials, where they tell it. No request. */
  async account(): Promise<string | undefined> {
    return (await this.#client.config.credentials()).accountId;
  }

  close(): void {
    this.#client.destroy();
  }

  #operation<T>({ doing, where, permission, send }: ControlCall<T>, lane: LaneName): Operation<T> {
    return {
      doing,
      where,
      lane,
      attempt: async (signal) => {
        try {
          return answered(await send(this.#client, { abortSignal: signal }));
        } catch (thrown) {
          signal.throwIfAborted();
          const fault = controlFault(thrown, permission, this.#gate.ports.clock.wall());
          if (fault === undefined) throw thrown;
          return fault;
        }
      },
    };
  }
}

/**
 * Loads the SDK, which plain registries never pay for. Credentials, by its default chain, and the endpoint
 * (`AWS_ENDPOINT_URL_CODEARTIFACT`) are the SDK's own matter unless the settings name them.
 */
export async function openControlPlane(
  settings: CodeArtifactSettings,
  gate: Gate,
  agents: Agents,
): Promise<ControlPlane> {
  const sdk = await import("@aws-sdk/client-codeartifact");
  const client = new sdk.Codeartifact({
    region: settings.region,
    maxAttempts: 1,
    requestHandler: { httpAgent: agents.http, httpsAgent: agents.https },
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(settings.credentials === undefined ? {} : { credentials: settings.credentials }),
  });
  return new ControlPlane(client, gate);
}
