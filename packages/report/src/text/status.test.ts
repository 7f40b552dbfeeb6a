import { expect, test } from "@jest/globals";
import { type ReleaseStatus, statusText } from "./status.ts";

const done: ReleaseStatus = {
  id: "20261124-021300-7f3a",
  state: "DONE",
  strategy: "staged",
  startedAt: "2026-11-24T02:13:00.000Z",
  holder: null,
  packages: [
    { name: "@acme/codec", version: "1.1.0", outcome: "published" },
    { name: "@acme/http", version: "1.2.1", outcome: "already-published" },
  ],
  tags: ["@acme/codec@1.1.0", "@acme/http@1.2.1"],
  commit: "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d",
  next: null,
};

const unfinished: ReleaseStatus = {
  ...done,
  id: "20261124-031300-90bc",
  state: "COMMITTED",
  holder: "run 42 attempt 1",
  packages: [
    {
      name: "@acme/codec",
      version: "1.1.0",
      outcome: "failed",
      reason: "ACCESS_DENIED: CopyPackageVersions",
    },
    { name: "@acme/http", version: "1.2.1", outcome: "blocked", reason: "@acme/codec" },
  ],
  next: "convoy resume 20261124-031300-90bc",
};

test("each release says its state, what is where and the command that ends it", () => {
  expect(statusText({ format: 1, releases: [unfinished, done] })).toMatchInlineSnapshot(`
"20261124-031300-90bc COMMITTED
  started   2026-11-24T02:13:00.000Z, staged
  holder    run 42 attempt 1
  packages  1 failed, 1 blocked
  tags      2: @acme/codec@1.1.0, @acme/http@1.2.1
  commit    1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d
  next      convoy resume 20261124-031300-90bc
  ✗ @acme/codec 1.1.0: ACCESS_DENIED: CopyPackageVersions

20261124-021300-7f3a DONE
  started   2026-11-24T02:13:00.000Z, staged
  packages  1 published, 1 there already
  tags      2: @acme/codec@1.1.0, @acme/http@1.2.1
  commit    1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d"
`);
});

test("without a release, one sentence", () => {
  expect(statusText({ format: 1, releases: [] })).toBe("No release is recorded in this repository.");
});
