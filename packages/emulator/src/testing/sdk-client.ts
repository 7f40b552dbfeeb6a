import * as sdk from "@aws-sdk/client-codeartifact";
import { startEmulator, type RunningEmulator } from "../server/listener.ts";
import type { EmulatorOptions } from "../options.ts";
import { publishBody, type Publication } from "./rig.ts";

export type Input = Readonly<Record<string, unknown>>;
type AnyCommand = new (input: Input) => sdk.ListDomainsCommand;

/** An emulator on a port, and the SDK that speaks to it over TCP. Signatures are verified on the other side. */
export class SdkClient {
  readonly #emulator: RunningEmulator;
  readonly #client: sdk.CodeartifactClient;

  private constructor(emulator: RunningEmulator) {
    this.#emulator = emulator;
    this.#client = new sdk.CodeartifactClient({
      endpoint: emulator.url,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: 1,
    });
  }

  static async start(options: EmulatorOptions = {}): Promise<SdkClient> {
    return new SdkClient(await startEmulator({ credentials: { AKIDEXAMPLE: "secret" }, ...options }));
  }

  /** Any operation by its name. */
  send(operation: string, input: Input): Promise<Input> {
    // A module is no table of commands to TypeScript, and each command has shapes of its own.
    const Command = (sdk as unknown as Readonly<Record<string, AnyCommand>>)[`${operation}Command`];
    if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
    return this.#client.send(new Command(input)) as unknown as Promise<Input>;
  }

  /** Replaces the faults. */
  async faults(...faults: readonly Input[]): Promise<void> {
    await fetch(`${this.#emulator.url}/_emulator/faults`, { method: "POST", body: JSON.stringify(faults) });
  }

  /** Publishes to `stage` of `acme`, as npm does. */
  async publish(publication: Publication): Promise<void> {
    const { authorizationToken } = await this.send("GetAuthorizationToken", { domain: "acme" });
    const path = publication.name.replace("/", "%2f");
    await fetch(`${this.#emulator.url}/d/acme-123456789012/npm/stage/${path}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${String(authorizationToken)}` },
      body: JSON.stringify(publishBody(publication)),
    });
  }

  async close(): Promise<void> {
    this.#client.destroy();
    await this.#emulator.close();
  }
}
