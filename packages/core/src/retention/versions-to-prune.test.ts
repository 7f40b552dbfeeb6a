import { expect, test } from "@jest/globals";
import { expiringVersion } from "../snapshots/expiry.ts";
import { agesToAsk } from "./candidates.ts";
import type { RetentionRules, StoredPackage, StoredStatus } from "./stored.ts";
import { versionsToPrune } from "./versions-to-prune.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24);
const RULES: RetentionRules = {
  snapshots: { age: 30 * DAY, action: "delete" },
  versions: { keep: 1, age: 90 * DAY, action: "archive" },
};
const OVER = expiringVersion("0.0.0-pr-1-20261001000000", NOW - DAY);
const YOUNG = expiringVersion("0.0.0-pr-2-20261120000000", NOW + DAY);

/** Versions that are a year old, all Published unless said otherwise. */
function stored(
  name: string,
  versions: readonly string[],
  more: Partial<Omit<StoredPackage, "versions">> & { readonly status?: StoredStatus } = {},
): StoredPackage {
  const { status = "Published", ...rest } = more;
  return {
    name,
    versions: versions.map((version) => ({ version, status, publishedAt: NOW - 365 * DAY })),
    distTags: {},
    needs: new Map(),
    own: true,
    ...rest,
  };
}

function pruned(
  packages: readonly StoredPackage[],
  rules = RULES,
  untouchable: readonly string[] = [],
): unknown {
  const turns = versionsToPrune({ packages, rules, now: NOW, untouchable: new Set(untouchable) });
  return turns.map((turn) =>
    turn.flatMap(({ name, removals }) =>
      removals.map(({ version, action, tags }) => [`${name}@${version}`, action, ...tags].join(" ")),
    ),
  );
}

test("a snapshot goes when it says so, with its own dist-tag, and stays until then", () => {
  const distTags = { latest: "1.0.0", "pr-1": OVER, "pr-2": YOUNG };
  expect(pruned([stored("http", ["1.0.0", OVER, YOUNG], { distTags })])).toEqual([
    [`http@${OVER} delete pr-1`],
  ]);
});

test("a snapshot that somebody gave another dist-tag stays", () => {
  expect(pruned([stored("http", [OVER], { distTags: { "pr-1": OVER, qa: OVER } })])).toEqual([]);
});

test("`latest` keeps even a snapshot that is over", () => {
  expect(pruned([stored("http", [OVER], { distTags: { latest: OVER } })])).toEqual([]);
});

test("old versions go but for the newest, the tagged ones and those of a release that has not ended", () => {
  const distTags = { latest: "2.0.0", v1: "1.2.0" };
  const one = stored("http", ["1.0.0", "1.1.0", "1.2.0", "1.3.0", "2.0.0"], { distTags });
  expect(pruned([one], RULES, ["http@1.3.0"])).toEqual([["http@1.0.0 archive", "http@1.1.0 archive"]]);
});

test("without a rule for them, releases are kept for ever", () => {
  expect(pruned([stored("http", ["1.0.0", "2.0.0"])], { snapshots: RULES.snapshots })).toEqual([]);
});

test("what a version that stays is installed with stays, and what that needs", () => {
  const needs = (of: string, needed: Record<string, string>): Partial<StoredPackage> => ({
    needs: new Map([[of, needed]]),
  });
  const app = stored("app", ["1.0.0"], { ...needs("1.0.0", { http: "^1.0.0" }), own: false });
  const http = stored("http", ["1.0.0", "1.5.0", "2.0.0"], needs("1.5.0", { alias: "npm:codec@~1.0.0" }));
  const codec = stored("codec", ["1.0.0", "1.0.7", "3.0.0"]);
  expect(pruned([app, http, codec])).toEqual([["http@1.0.0 archive"], ["codec@1.0.0 archive"]]);
});

test("a package of others loses only what says that it has expired", () => {
  const others = stored("theirs", ["1.0.0", "2.0.0", "0.0.0-x-20200101000000", OVER], { own: false });
  expect(pruned([others])).toEqual([[`theirs@${OVER} delete`]]);
});

test("an action has no effect twice", () => {
  const hidden = stored("http", [OVER, "1.0.0"], { status: "Archived" });
  expect(pruned([hidden])).toEqual([[`http@${OVER} delete`]]);
});

test("ages are asked of what they decide about, and nothing without an age goes", () => {
  const one = stored("http", ["1.0.0", "2.0.0", "0.0.0-x-20200101000000", OVER, YOUNG]);
  const ageless = { ...one, versions: one.versions.map(({ version, status }) => ({ version, status })) };
  const input = { packages: [ageless], rules: RULES, now: NOW, untouchable: new Set<string>() };
  expect(agesToAsk(ageless, input)).toEqual(["1.0.0", "0.0.0-x-20200101000000"]);
  expect(pruned([ageless])).toEqual([[`http@${OVER} delete`]]);
});

test("a dependent goes in an earlier turn than what it needs", () => {
  const app = stored("app", [OVER], { needs: new Map([[OVER, { http: OVER }]]) });
  expect(pruned([stored("http", [OVER]), app])).toEqual([[`app@${OVER} delete`], [`http@${OVER} delete`]]);
});
