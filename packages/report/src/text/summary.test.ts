import { expect, test } from "@jest/globals";
import type { PackageOutcome, PackageReport, ReleaseReport } from "@convoy/core";
import { summaryText } from "./summary.ts";

const target = "acme/npm-releases";
const commit = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d";

function packagesOf(outcome: PackageOutcome, names: string): readonly PackageReport[] {
  return names.split(" ").map((name) => ({ name: `@acme/${name}`, version: "1.1.0", outcome }));
}

function reportOf(part: Partial<ReleaseReport>): ReleaseReport {
  const base = { id: "20261124-0213-7f3a", outcome: "done", packages: [], tags: [], commit: null } as const;
  return { ...base, requests: 87, durationMs: 8430, ...part };
}

const failed: PackageReport = {
  name: "@acme/http",
  version: "1.1.0",
  outcome: "failed",
  reason: "ORIGIN_BLOCKED: publishing of @acme/http is blocked by its origin controls",
};

test("a release that arrived says where, and under which tags and commit", () => {
  const packages = packagesOf("published", "codec http app log cli");
  const tags = packages.map(({ name, version }) => `${name}@${version}`);
  expect(summaryText(reportOf({ packages, tags, commit }), { target })).toMatchInlineSnapshot(`
"✓ Released 5 packages to acme/npm-releases in 8.4s.
  tags      5: @acme/codec@1.1.0, @acme/http@1.1.0, @acme/app@1.1.0 and 2 more
  commit    1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d
  requests  87
  release   20261124-0213-7f3a"
`);
});

test("what was in the channel before is counted apart", () => {
  const packages = [...packagesOf("published", "codec"), ...packagesOf("already-published", "http app")];
  expect(summaryText(reportOf({ packages }), { target })).toContain("packages  1 published, 2 there already");
});

test("a release that was taken back says which package failed, why, and that nothing is left", () => {
  const report = reportOf({
    outcome: "rolled-back",
    packages: [failed, ...packagesOf("rolled-back", "codec log"), ...packagesOf("blocked", "app")],
    error: {
      code: "RELEASE_FAILED",
      message: "@acme/http 1.1.0 could not be staged",
      hint: "Run `convoy setup` to see the origin controls that this workspace needs.",
    },
  });
  expect(summaryText(report, { target, turnedBack: true })).toMatchInlineSnapshot(`
"✗ Not released. Everything was taken back, acme/npm-releases is as it was before. (8.4s)

  ✗ @acme/http 1.1.0: ORIGIN_BLOCKED: publishing of @acme/http is blocked by its origin controls

  RELEASE_FAILED: @acme/http 1.1.0 could not be staged
    Run \`convoy setup\` to see the origin controls that this workspace needs.

  packages  1 failed, 1 blocked, 2 taken back
  requests  87
  release   20261124-0213-7f3a

Mend the cause, then start it again."
`);
});

test("a reason that the error gives in full is said once", () => {
  const reason = "could not copy @acme/http@1.1.0";
  const error = { code: "ACCESS_DENIED", message: `@acme/http: ${reason}` };
  const text = summaryText(reportOf({ outcome: "rolled-back", packages: [{ ...failed, reason }], error }));
  expect(text.split(reason)).toHaveLength(2);
});

test("an unfinished release says what is where, and the command that ends it", () => {
  const report = reportOf({
    outcome: "unfinished",
    packages: [failed, ...packagesOf("published", "codec log"), ...packagesOf("blocked", "app site")],
    tags: ["@acme/codec@1.1.0", "@acme/http@1.1.0"],
    commit,
    error: { code: "ACCESS_DENIED", message: "the promote role may not copy @acme/http" },
  });
  expect(summaryText(report, { target })).toMatchInlineSnapshot(`
"✗ Unfinished. The release is neither whole nor gone. (8.4s)

  ✗ @acme/http 1.1.0: ORIGIN_BLOCKED: publishing of @acme/http is blocked by its origin controls

  ACCESS_DENIED: the promote role may not copy @acme/http

  in acme/npm-releases  2: @acme/codec@1.1.0, @acme/log@1.1.0
  failed                1: @acme/http@1.1.0
  blocked               2: @acme/app@1.1.0, @acme/site@1.1.0
  tags                  2: @acme/codec@1.1.0, @acme/http@1.1.0
  commit                1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d

Carry on and end it:    convoy resume 20261124-0213-7f3a
Or take it all back:    convoy rollback 20261124-0213-7f3a"
`);
});

test("a rollback that could not finish offers only to finish it", () => {
  const report = reportOf({ outcome: "unfinished", packages: packagesOf("published", "codec") });
  expect(summaryText(report, { target, turnedBack: true })).toMatchInlineSnapshot(`
"✗ Unfinished. The release is neither whole nor gone. (8.4s)

  in acme/npm-releases  1: @acme/codec@1.1.0

Finish taking it back:  convoy rollback 20261124-0213-7f3a"
`);
});

test("a refused release says that nothing was begun", () => {
  const error = { code: "LOCKED", message: "run 42 is releasing", hint: "Wait, or run `convoy status`." };
  expect(summaryText(reportOf({ id: null, outcome: "refused", error }))).toMatchInlineSnapshot(`
"✗ Refused. Nothing was begun, and nothing has changed.

LOCKED: run 42 is releasing
  Wait, or run \`convoy status\`."
`);
});

test("a release that was refused on its way says that nothing has left the machine", () => {
  const error = { code: "VERSION_TAKEN", message: "@acme/codec@1.1.0 is there with other bytes" };
  expect(summaryText(reportOf({ outcome: "refused", error }))).toMatch(
    /^✗ Refused. Nothing was uploaded, and everything is as it was before.\n/,
  );
});

test("a release that was taken back because somebody asked for it has no fault to mend", () => {
  const packages = packagesOf("rolled-back", "codec http");
  const error = { code: "ROLLBACK_ASKED", message: "`convoy rollback 20261124-0213-7f3a`" };
  expect(summaryText(reportOf({ outcome: "rolled-back", packages, error }), { target }))
    .toMatchInlineSnapshot(`
"✓ Taken back. acme/npm-releases is as it was before the release. (8.4s)

  packages  2 taken back
  requests  87
  release   20261124-0213-7f3a"
`);
});

test("a release that was interrupted has no cause to mend", () => {
  const error = { code: "INTERRUPTED", message: "release 1 was interrupted" };
  expect(summaryText(reportOf({ outcome: "rolled-back", error }))).toMatch(
    /\n\nStart it again when you are ready.$/,
  );
});

test("with nothing to do, one line says why", () => {
  expect(summaryText(reportOf({ outcome: "nothing-to-do" }))).toBe(
    "✓ Nothing to do: no package has anything to release.",
  );
  const packages = packagesOf("already-published", "codec http");
  expect(summaryText(reportOf({ outcome: "nothing-to-do", packages }), { target })).toBe(
    "✓ Nothing to do: 2 packages, and acme/npm-releases has every version already.",
  );
});

test("of many failures the first ten are named", () => {
  const packages = Array.from({ length: 14 }, (_, index) => ({ ...failed, name: `@acme/p${index}` }));
  const text = summaryText(reportOf({ outcome: "rolled-back", packages }), { target });
  expect(text.match(/ORIGIN_BLOCKED/g)).toHaveLength(10);
  expect(text).toContain("and 4 more packages");
});
