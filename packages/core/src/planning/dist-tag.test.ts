import { expect, test } from "@jest/globals";
import { distTagsBy, isDistTag } from "./dist-tag.ts";

test("the stronger rule wins: override, snapshot, pre mode, publishConfig.tag, the version", () => {
  const configured = new Map([["codec", "configured"]]);
  const all = { override: "override", snapshot: "snapshot", pre: "pre", configured };
  const { override: _o, ...noOverride } = all;
  const { snapshot: _s, ...noSnapshot } = noOverride;
  const { pre: _p, ...onlyConfigured } = noSnapshot;
  expect(
    [all, noOverride, noSnapshot, onlyConfigured, {}].map((rules) =>
      distTagsBy(rules)("codec", "1.0.0-rc.1"),
    ),
  ).toEqual(["override", "snapshot", "pre", "configured", "rc"]);
});

test.each([
  ["1.2.3", "latest"],
  ["2.0.0-beta.1", "beta"],
  ["2.0.0-0", "next"],
  ["2.0.0-20261124", "next"],
  ["2.0.0-1.alpha.0", "alpha"],
  ["0.0.0-canary-20261124101500", "canary"],
  ["2.0.0-x.1", "next"],
])("without a rule %s goes under %s", (version, tag) => {
  expect(distTagsBy({})("codec", version)).toBe(tag);
});

test("a tag that npm would read as a range, or that needs escaping, is none", () => {
  expect(
    ["next", "release-1", "1.2", "v1", "x", "*", "", "a b", "a/b"].filter((tag) => isDistTag(tag)),
  ).toEqual(["next", "release-1"]);
});
