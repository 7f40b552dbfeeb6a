import fc from "fast-check";
import { expect, test } from "@jest/globals";
import semver from "semver";
import { expiringVersion } from "../snapshots/expiry.ts";
import type { PruneAction, RetentionRules, StoredPackage, StoredStatus, StoredVersion } from "./stored.ts";
import { versionsToPrune } from "./versions-to-prune.ts";

const NOW = Date.UTC(2026, 10, 24);
const NAMES = ["p0", "p1", "p2", "p3"];
const VERSIONS = [
  "1.0.0",
  "1.1.0",
  "1.1.1",
  "2.0.0",
  "2.1.0-beta.1",
  "3.0.0",
  "0.0.0-pr-1-20261001000000",
  "0.0.0-pr-2-20261001000000",
  ...[-1, 1].map((sign) => expiringVersion("0.0.0-pr-3-20261001000000", NOW + sign * 1000)),
];
const STATUSES: readonly StoredStatus[] = [
  "Published",
  "Published",
  "Published",
  "Unlisted",
  "Archived",
  "Disposed",
];

const versionsOf = fc.uniqueArray(
  fc.record({
    version: fc.constantFrom(...VERSIONS),
    status: fc.constantFrom(...STATUSES),
    publishedAt: fc.integer({ min: NOW - 100, max: NOW }),
  }),
  { selector: ({ version }) => version, maxLength: VERSIONS.length },
);
const range = fc.oneof(
  fc.constantFrom(...VERSIONS),
  fc.constantFrom("^1.0.0", "~1.1.0", "*", "", ">=2.0.0-0", "latest", "pr-3", "npm:p0@^1.0.0", "npm:p1"),
);
const needsOf = fc.dictionary(fc.constantFrom(...NAMES), range, { maxKeys: 2 });
const packages = fc
  .tuple(
    ...NAMES.map(() =>
      fc.record({
        versions: versionsOf,
        own: fc.boolean(),
        needs: fc.array(needsOf),
        tags: fc.array(fc.nat()),
      }),
    ),
  )
  .map((parts) => parts.map((part, at) => packageOf(NAMES[at] ?? "", part)));
const action = fc.constantFrom<PruneAction>("unlist", "archive", "delete");
const age = fc.integer({ min: 0, max: 100 });
const rules: fc.Arbitrary<RetentionRules> = fc.oneof(
  fc.record({ snapshots: fc.record({ age, action }), versions: fc.record({ keep: fc.nat(3), age, action }) }),
  fc.record({ snapshots: fc.record({ age, action }) }),
);

interface Part {
  readonly versions: readonly StoredVersion[];
  readonly own: boolean;
  readonly needs: readonly Record<string, string>[];
  readonly tags: readonly number[];
}

/** Every dist-tag names a version that is shown. */
function packageOf(name: string, { versions, own, needs, tags }: Part): StoredPackage {
  const shown = versions.filter(({ status }) => status === "Published").map(({ version }) => version);
  const named = ["latest", "pr-1", "pr-3", "qa"].flatMap((tag, at) => {
    const version = shown[(tags[at] ?? 0) % shown.length];
    return version === undefined || tags[at] === undefined ? [] : [[tag, version] as const];
  });
  return {
    name,
    versions,
    own,
    distTags: Object.fromEntries(named),
    needs: new Map(versions.map(({ version }, at) => [version, needs[at] ?? {}])),
  };
}

const AFTER: Readonly<Record<PruneAction, StoredStatus | null>> = {
  unlist: "Unlisted",
  archive: "Archived",
  delete: null,
};

/** The packages as they are when all that may go has gone. */
function afterwards(
  before: readonly StoredPackage[],
  turns: ReturnType<typeof versionsToPrune>,
): StoredPackage[] {
  const removals = new Map(turns.flat().map((one) => [one.name, one.removals]));
  return before.map((one) => {
    const gone = new Map((removals.get(one.name) ?? []).map((removal) => [removal.version, removal]));
    const versions = one.versions.flatMap((stored): StoredVersion[] => {
      const removal = gone.get(stored.version);
      if (removal === undefined) return [stored];
      const status = AFTER[removal.action];
      return status === null ? [] : [{ ...stored, status }];
    });
    const tags = new Set([...gone.values()].flatMap((removal) => removal.tags));
    const distTags = Object.fromEntries(Object.entries(one.distTags).filter(([tag]) => !tags.has(tag)));
    return { ...one, versions, distTags };
  });
}

/** What npm installs for the range, by its rules, worked out anew. */
function installs(world: readonly StoredPackage[], name: string, wanted: string): string | undefined {
  const [, alias, aliased] = /^npm:([^@]+)(?:@(.*))?$/.exec(wanted) ?? [];
  if (alias !== undefined) return installs(world, alias, aliased ?? "latest");
  const one = world.find((candidate) => candidate.name === name);
  const shown = (one?.versions ?? [])
    .filter(({ status }) => status === "Published")
    .map(({ version }) => version);
  const tagged = one?.distTags[wanted];
  if (tagged !== undefined) return tagged;
  const latest = one?.distTags["latest"];
  if (latest !== undefined && semver.satisfies(latest, wanted)) return latest;
  return semver.rsort(shown.filter((version) => semver.satisfies(version, wanted)))[0];
}

test("whatever the rules, every dist-tag and every need of what stays resolves as before", () => {
  fc.assert(
    fc.property(packages, rules, fc.subarray(VERSIONS), (before, given, busy) => {
      const untouchable = new Set(busy.map((version) => `p0@${version}`));
      const turns = versionsToPrune({ packages: before, rules: given, now: NOW, untouchable });
      const after = afterwards(before, turns);
      for (const [at, one] of after.entries()) {
        const shown = new Set(
          one.versions.filter(({ status }) => status === "Published").map(({ version }) => version),
        );
        for (const version of Object.values(one.distTags)) expect(shown).toContain(version);
        expect(one.distTags["latest"]).toBe(before[at]?.distTags["latest"]);
        for (const { version, status } of one.versions) {
          if (before[at]?.versions.some((was) => was.version === version && was.status !== status)) continue;
          if (status !== "Published") continue;
          for (const [name, wanted] of Object.entries(one.needs.get(version) ?? {}))
            expect(installs(after, name, wanted)).toBe(installs(before, name, wanted));
        }
      }
      for (const { name, removals } of turns.flat())
        for (const { version } of removals) expect(untouchable).not.toContain(`${name}@${version}`);
    }),
    { numRuns: 500 },
  );
});
