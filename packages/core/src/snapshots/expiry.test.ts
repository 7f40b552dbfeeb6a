import { expect, test } from "@jest/globals";
import semver from "semver";
import { millisecondsOf } from "./duration.ts";
import { expiringVersion, expiryOf, isSnapshotVersion, isTagOfSnapshot } from "./expiry.ts";

const END = Date.UTC(2026, 11, 8, 14);

test("the end of a snapshot is read from its version again, whatever made the rest of it", () => {
  for (const version of ["0.0.0-pr-123-20261124140000", "1.3.0-pr-123", "0.0.0-canary.a123456"]) {
    const expiring = expiringVersion(version, END);
    expect(expiring).toBe(`${version}.expires-20261208140000`);
    expect(semver.valid(expiring)).toBe(expiring);
    expect(expiryOf(expiring)).toBe(END);
    expect(isSnapshotVersion(expiring)).toBe(true);
  }
});

test.each(["1.0.0", "1.0.0-beta.1", "1.0.0-beta.expires-2026", "1.0.0-x.expires-20261399990000"])(
  "%s is no snapshot and does not expire",
  (version) => {
    expect([expiryOf(version), isSnapshotVersion(version)]).toEqual([undefined, false]);
  },
);

test.each([
  ["pr-1", "0.0.0-pr-1-20261124140000.expires-20261208140000", true],
  ["pr-1", "0.0.0-pr-12-20261124140000", false],
  ["pr", "0.0.0-pr-1-20261124140000", false],
  ["canary", "1.1.0-0123456.canary.expires-20261208140000", true],
  ["qa", "0.0.0-pr-1-20261124140000", false],
  ["latest", "0.0.0-latest-20261124140000", false],
  ["beta", "2.0.0-beta.1", false],
])("the dist-tag %s is that of the snapshot %s: %j", (tag, version, own) => {
  expect(isTagOfSnapshot(tag, version)).toBe(own);
});

test("a time is hours, days or weeks", () => {
  expect(["12h", "14d", "2w"].map(millisecondsOf)).toEqual([43_200_000, 1_209_600_000, 1_209_600_000]);
  for (const wrong of ["", "14", "0d", "-1d", "1.5d", "14 d", "99999d", "1y"])
    expect(millisecondsOf(wrong)).toBeUndefined();
});
