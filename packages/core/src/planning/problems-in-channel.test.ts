import { expect, test } from "@jest/globals";
import type { ReleasePlan } from "../model/plan.ts";
import type { PackageView } from "../model/registry.ts";
import { problemsInChannel } from "./problems-in-channel.ts";

const PLAN: ReleasePlan = {
  format: 1,
  commit: "base",
  releases: [
    {
      name: "http",
      dir: "http",
      from: "1.2.0",
      to: "1.2.1",
      bump: "patch",
      because: [],
      after: [],
      distTag: "latest",
    },
  ],
  estimate: { requests: 5, depth: 1 },
};

function channelWith(version: string, latest: string): ReadonlyMap<string, PackageView> {
  return new Map([["http", { versions: new Map([[version, "sha512-x"]]), distTags: { latest } }]]);
}

test("a version that the channel has is a problem, and so is a dist-tag that would go back", () => {
  expect(problemsInChannel(PLAN, channelWith("1.2.1", "2.0.0")).map(({ code }) => code)).toEqual([
    "VERSION_TAKEN",
    "DIST_TAG_BACKWARDS",
  ]);
});

test("a channel that is behind the plan has nothing against it", () => {
  expect(problemsInChannel(PLAN, channelWith("1.2.0", "1.2.0"))).toEqual([]);
  expect(problemsInChannel(PLAN, new Map())).toEqual([]);
});
