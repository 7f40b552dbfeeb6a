import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { OPERATIONS } from "../control/operations.ts";
import { SdkClient } from "../testing/sdk-client.ts";
import { DOMAIN, STORY } from "../testing/sdk-story.ts";

let client: SdkClient;

beforeAll(async () => {
  client = await SdkClient.start();
});

afterAll(() => client.close());

const MANIFEST = { license: "MIT", readme: "# http", dependencies: { "@acme/codec": "^1.0.0" } };

/** What some operations of the story need, and no other makes. */
const BEFORE: Readonly<Record<string, () => Promise<unknown>>> = {
  async ListPackages() {
    await client.publish({ name: "@acme/http", version: "1.0.0", manifest: MANIFEST });
    await client.send("CreateRepository", { ...DOMAIN, repository: "channel" });
  },
  DeleteDomain: () => client.send("CreateDomain", { domain: "bare" }),
};

test("the SDK gets through a story that uses all 48 operations", async () => {
  expect(new Set(STORY.map(([name]) => name))).toEqual(new Set(OPERATIONS.map(({ name }) => name)));
  expect(OPERATIONS).toHaveLength(48);
  for (const [operation, input, output] of STORY) {
    await BEFORE[operation]?.();
    expect({ operation, ...(await client.send(operation, input)) }).toMatchObject({ operation, ...output });
  }
});
