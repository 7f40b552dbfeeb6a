import { expect, test } from "@jest/globals";
import type { FoundLayout, Layout, OriginControls } from "@convoy/core";
import { findingsIn } from "./findings.ts";

const LAYOUT: Layout = { domain: "acme", channel: "npm-releases", groups: ["/npm/acme/*"] };
const OPEN = { mode: "INHERIT", effective: "ALLOW" } as const;
const CLOSED = { mode: "INHERIT", effective: "BLOCK" } as const;

/** A channel with the public registry behind it, and the group of its packages. */
const foundWith = (controls: OriginControls): FoundLayout => ({
  domain: true,
  repositories: new Map([["npm-releases", { upstreams: [], connections: ["public:npmjs"] }]]),
  groups: new Map([["/npm/acme/*", controls]]),
  unseen: [],
});

test.each([
  ["lets versions in from outside", [OPEN, CLOSED, OPEN], ["DEPENDENCY_CONFUSION"]],
  ["lets versions in from upstream repositories alone", [OPEN, OPEN, CLOSED], []],
  ["inherits that nothing is published", [CLOSED, CLOSED, CLOSED], ["PUBLISH_BLOCKED"]],
] as const)("a group that %s is found for what it is", (_, controls, codes) => {
  const [PUBLISH, INTERNAL_UPSTREAM, EXTERNAL_UPSTREAM] = controls;
  const found = findingsIn(LAYOUT, foundWith({ PUBLISH, INTERNAL_UPSTREAM, EXTERNAL_UPSTREAM }));
  expect(found.map(({ code }) => code)).toEqual(codes);
});
