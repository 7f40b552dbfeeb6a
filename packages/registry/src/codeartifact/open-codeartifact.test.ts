import { expect, test } from "@jest/globals";
import { onCleanUp, startEmulatorRig, useTempFolders } from "@convoy/testkit";
import { openTarget } from "../open-target.ts";
import { keptArtifact } from "../testing/artifacts.ts";
import {
  codeArtifactRig,
  settingsFor,
  useAwsCredentials,
  type CodeArtifactChanges,
} from "../testing/codeartifact-target.ts";
import { hastyClock } from "../testing/hasty-clock.ts";
import type { OpenTarget } from "../target.ts";

useTempFolders();
useAwsCredentials(process.env);

async function opening(changes: CodeArtifactChanges): Promise<OpenTarget> {
  const emulator = await startEmulatorRig();
  const open = await openTarget(settingsFor(emulator, changes), {
    emit: () => undefined,
    clock: hastyClock(),
  });
  onCleanUp(async () => open.close());
  return open;
}

test("opening asks for one token and for each endpoint once", async () => {
  const { open, target } = await codeArtifactRig();
  expect(open.requests).toBe(3);
  expect([open.label, target.stage.label]).toEqual(["acme/npm-releases", "acme/npm-staging"]);
});

test("without a stage releases go straight into the channel", async () => {
  const emulator = await startEmulatorRig({ staging: null });
  const open = await openTarget(settingsFor(emulator), { emit: () => undefined });
  onCleanUp(async () => open.close());
  expect(open.target.strategy).toBe("direct");
});

test("a repository or domain that does not exist is named", async () => {
  await expect(opening({ repository: "nowhere" })).rejects.toMatchObject({
    code: "TARGET_NOT_FOUND",
    message: expect.stringContaining("acme/nowhere"),
  });
  await expect(opening({ domain: "nobody" })).rejects.toMatchObject({
    code: "TARGET_NOT_FOUND",
    message: expect.stringContaining("nobody"),
  });
});

test("without credentials of AWS the error says so", async () => {
  const emulator = await startEmulatorRig();
  const { AWS_ACCESS_KEY_ID: _id, HOME: home, ...rest } = process.env;
  const before = { ...process.env };
  process.env = {
    ...rest,
    HOME: "/nonexistent",
    AWS_CONFIG_FILE: "/nonexistent",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
  };
  try {
    const opened = openTarget(settingsFor(emulator), { emit: () => undefined, clock: hastyClock() });
    await expect(opened).rejects.toMatchObject({ code: "CREDENTIALS_MISSING" });
  } finally {
    process.env = before;
  }
  expect(home).toBeDefined();
});

test("the endpoint is read by the SDK from AWS_ENDPOINT_URL_CODEARTIFACT when the settings name none", async () => {
  const emulator = await startEmulatorRig();
  const { endpoint, ...settings } = settingsFor(emulator);
  process.env["AWS_ENDPOINT_URL_CODEARTIFACT"] = endpoint;
  try {
    const open = await openTarget(settings, { emit: () => undefined });
    onCleanUp(async () => open.close());
    expect(open.requests).toBe(3);
  } finally {
    delete process.env["AWS_ENDPOINT_URL_CODEARTIFACT"];
  }
});

test("F19 workers whose token ended share one new one, and lose nothing", async () => {
  const { target, emulator, operations } = await codeArtifactRig();
  const artifacts = await Promise.all(
    ["a", "b", "c", "d"].map((name) => keptArtifact(`@acme/${name}`, "1.0.0")),
  );
  await emulator.faults([{ match: { operation: "PublishVersion" }, do: "expire-token" }]);
  const replies = await Promise.all(artifacts.map((artifact) => target.stage.upload(artifact, "latest")));
  expect(replies).toEqual(artifacts.map(() => ({ kind: "accepted" })));
  expect((await operations()).filter((name) => name === "GetAuthorizationToken")).toHaveLength(1);
});

test("S11 a token is replaced before it ends", async () => {
  const { target, clock, operations } = await codeArtifactRig();
  await target.stage.look("@acme/http");
  await clock.sleep(845_000);
  await target.stage.look("@acme/http");
  expect(await operations()).toEqual(["GetPackument", "GetAuthorizationToken", "GetPackument"]);
});

test("F19 a token that cannot be renewed refuses the write, with the permission that is needed", async () => {
  const { target, emulator, clock } = await codeArtifactRig();
  await clock.sleep(900_000);
  await emulator.faults([{ match: { operation: "GetAuthorizationToken" }, do: "deny" }]);
  expect(await target.stage.upload(await keptArtifact("@acme/a", "1.0.0"), "latest")).toMatchObject({
    kind: "refused",
    error: {
      code: "ACCESS_DENIED",
      message: expect.stringMatching(
        /GetAuthorizationToken on resource: arn:aws:codeartifact:eu-west-1:123456789012:domain\/acme /,
      ),
    },
  });
});
