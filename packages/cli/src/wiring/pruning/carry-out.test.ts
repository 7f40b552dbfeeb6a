import { expect, test } from "@jest/globals";
import type { Removal } from "@convoy/core";
import type { ChangeOutcome, Inventory } from "@convoy/registry";
import { pruneChannel } from "./carry-out.ts";

const REMOVAL: Removal = {
  name: "@acme/http",
  version: "0.0.0-pr-1",
  status: "Published",
  action: "delete",
  because: "expired",
  tags: ["pr-1"],
};

/** A channel in which the package has these dist-tags, and that says this of every change. */
function channelWith(
  distTags: Record<string, string>,
  outcome: ChangeOutcome,
): Inventory & { readonly did: string[] } {
  const did: string[] = [];
  const none = async (): Promise<never> => {
    throw new Error("nobody asks");
  };
  return {
    did,
    label: "acme/npm-releases",
    packages: none,
    versions: none,
    needsOf: none,
    publishedAt: none,
    shown: async () => ({ distTags, needs: new Map() }),
    setDistTag: async (_name, tag, version) => {
      did.push(`${tag} -> ${version ?? "nothing"}`);
      return { kind: "accepted" };
    },
    change: async (_name, versions, action) => {
      did.push(`${action} ${versions.map(({ version }) => version).join(" ")}`);
      return new Map(versions.map(({ version }) => [version, outcome]));
    },
  };
}

const outcomesOf = async (channel: Inventory): Promise<unknown> =>
  (await pruneChannel(channel, [[{ name: "@acme/http", removals: [REMOVAL] }]])).map(
    ({ outcome }) => outcome,
  );

test("a snapshot loses its dist-tag before it goes", async () => {
  const channel = channelWith({ "pr-1": "0.0.0-pr-1" }, { kind: "done" });
  expect(await outcomesOf(channel)).toEqual(["done"]);
  expect(channel.did).toEqual(["pr-1 -> nothing", "delete 0.0.0-pr-1"]);
});

test("F26: a version that was given another dist-tag meanwhile stays, with all of them", async () => {
  const channel = channelWith({ "pr-1": "0.0.0-pr-1", qa: "0.0.0-pr-1" }, { kind: "done" });
  expect(await outcomesOf(channel)).toEqual(["changed"]);
  expect(channel.did).toEqual([]);
});

test("a dist-tag that has moved on is not taken off", async () => {
  const channel = channelWith({ "pr-1": "0.0.0-pr-1-newer" }, { kind: "done" });
  expect(await outcomesOf(channel)).toEqual(["done"]);
  expect(channel.did).toEqual(["delete 0.0.0-pr-1"]);
});

test("a version that could not be taken out gets its dist-tag back", async () => {
  const error = { code: "ACCESS_DENIED", message: "no" };
  const channel = channelWith({ "pr-1": "0.0.0-pr-1" }, { kind: "failed", error });
  expect(await outcomesOf(channel)).toEqual(["failed"]);
  expect(channel.did.at(-1)).toBe("pr-1 -> 0.0.0-pr-1");
});
