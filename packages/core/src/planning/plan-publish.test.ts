import { expect, test } from "@jest/globals";
import type { PackageView } from "../model/registry.ts";
import { distTagsBy } from "./dist-tag.ts";
import { workspaceOf } from "./plan.fixture.ts";
import { planPublish } from "./plan-publish.ts";
import { chosenWithNeeds, problemsInChoice } from "./problems-in-choice.ts";

const view = (distTags: Record<string, string>): PackageView => ({
  versions: new Map(Object.values(distTags).map((version) => [version, "sha512-x"])),
  distTags,
});

test("what the channel lacks is published, from what its dist-tag names there", () => {
  const workspace = workspaceOf({
    app: { version: "2.0.0", needs: ["codec", "http"] },
    codec: { version: "1.1.0" },
    http: { version: "1.0.0" },
    fresh: { version: "0.1.0" },
    tool: { private: true },
  });
  const channel = new Map([
    ["app", view({ latest: "1.4.0" })],
    ["codec", view({ latest: "1.0.0", next: "2.0.0-rc.1" })],
    ["http", view({ latest: "1.0.0" })],
  ]);
  const plan = planPublish({
    commit: "c0ffee",
    strategy: "staged",
    workspace,
    channel,
    distTag: distTagsBy({}),
  });
  expect(plan.releases.map(({ name, from, to, bump, after }) => ({ name, from, to, bump, after }))).toEqual([
    { name: "codec", from: "1.0.0", to: "1.1.0", bump: "minor", after: [] },
    { name: "app", from: "1.4.0", to: "2.0.0", bump: "major", after: ["codec"] },
    { name: "fresh", from: "0.1.0", to: "0.1.0", bump: "none", after: [] },
  ]);
  expect(plan.releases.every(({ because }) => because.every(({ kind }) => kind === "unpublished"))).toBe(
    true,
  );
});

test("when the channel has everything there is nothing to do", () => {
  const workspace = workspaceOf({ codec: { version: "1.0.0" } });
  const channel = new Map([["codec", view({ latest: "2.0.0", old: "1.0.0" })]]);
  const plan = planPublish({ commit: "c", strategy: "direct", workspace, channel, distTag: distTagsBy({}) });
  expect(plan).toEqual({ format: 1, commit: "c", releases: [], estimate: { requests: 0, depth: 0 } });
});

test("a choice of packages is all that is published, in turns, and what is needed comes no later", () => {
  const workspace = workspaceOf({
    app: { needs: ["codec"] },
    codec: {},
    site: {},
    other: {},
  });
  const plan = planPublish({
    commit: "c",
    strategy: "staged",
    workspace,
    channel: new Map(),
    distTag: distTagsBy({}),
    turns: new Map([
      ["app", 0],
      ["site", 1],
      ["codec", 2],
    ]),
  });
  expect(plan.releases.map(({ name, turn }) => [name, turn])).toEqual([
    ["codec", 0],
    ["app", 0],
    ["site", 1],
  ]);
});

test("what a chosen package needs and the channel lacks is chosen as well, or the plan is refused", () => {
  const workspace = workspaceOf({ app: { needs: ["codec", "http"] }, codec: {}, http: {}, other: {} });
  expect(chosenWithNeeds(workspace, new Set(["app"])).map(({ name }) => name)).toEqual([
    "app",
    "codec",
    "http",
  ]);
  const channel = new Map([["codec", view({ latest: "1.0.0" })]]);
  const plan = planPublish({
    commit: "c",
    strategy: "staged",
    workspace,
    channel,
    distTag: distTagsBy({}),
    turns: new Map([["app", 0]]),
  });
  expect(problemsInChoice(plan, workspace, channel)).toEqual([
    {
      code: "PLAN_NEEDS_LEFT_OUT",
      message: "app@1.0.0 needs http@1.0.0, which the channel lacks, and which is not to be published",
      hint: "Publish http along with it.",
    },
  ]);
});
