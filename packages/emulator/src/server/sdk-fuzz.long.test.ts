import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ERROR_STATUS } from "../errors.ts";
import { OPERATION_INPUTS, type OperationInput } from "../testing/operation-inputs.ts";
import { SdkClient } from "../testing/sdk-client.ts";

let client: SdkClient;

beforeAll(async () => {
  client = await SdkClient.start();
  await client.send("CreateDomain", { domain: "acme" });
  await client.send("CreateRepository", { domain: "acme", repository: "stage" });
});

afterAll(() => client.close());

const seed = Date.now() % 2 ** 31;

test(`the SDK can parse the answer to any of 100,000 inputs (seed ${seed})`, async () => {
  const named = new Set<string>(Object.keys(ERROR_STATUS));
  const parses = async ({ operation, input }: OperationInput): Promise<void> => {
    const failure: unknown = await client.send(operation, input).then(
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
