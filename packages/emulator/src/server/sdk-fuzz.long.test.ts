import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as sdk from "@aws-sdk/client-codeartifact";
import fc from "fast-check";
import { ERROR_STATUS } from "../errors.ts";
import { OPERATION_INPUTS, type OperationInput } from "../testing/operation-inputs.ts";
import { startEmulator, type RunningEmulator } from "./listener.ts";

type AnyCommand = new (input: unknown) => sdk.ListDomainsCommand;

let emulator: RunningEmulator;
let client: sdk.CodeartifactClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new sdk.CodeartifactClient({
    endpoint: emulator.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
  await client.send(new sdk.CreateDomainCommand({ domain: "acme" }));
  await client.send(new sdk.CreateRepositoryCommand({ domain: "acme", repository: "stage" }));
});

afterAll(async () => {
  client.destroy();
  await emulator.close();
});

const seed = Date.now() % 2 ** 31;

test(`the SDK can parse the answer to any of 100,000 inputs (seed ${seed})`, async () => {
  const named = new Set<string>(Object.keys(ERROR_STATUS));
  const parses = async ({ operation, input }: OperationInput): Promise<void> => {
    const Command = (sdk as unknown as Readonly<Record<string, AnyCommand>>)[`${operation}Command`];
    if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
    const failure: unknown = await client.send(new Command(input)).then(
      () => undefined,
      (error: unknown) => error,
    );
    // Whatever went wrong after there was an answer went wrong with the answer.
    if (!(failure instanceof Error) || !("$response" in failure)) return;
    const { name, $metadata } = failure as unknown as {
      readonly name: string;
      readonly $metadata: { readonly httpStatusCode: number };
    };
    if (!named.has(name) || $metadata.httpStatusCode >= 500)
      throw new Error(`${operation}: ${name} ${$metadata.httpStatusCode}`);
  };
  await fc.assert(fc.asyncProperty(OPERATION_INPUTS, parses), { seed, numRuns: 100_000 });
  expect.assertions(0);
});
