import { expect, test } from "@jest/globals";
import type { RehearsalReport } from "@convoy/core";
import { installText, rehearsalStartText, rehearsalText } from "./rehearsal.ts";

const HTTP = { name: "@acme/http", version: "1.1.0" };

const REPORT: RehearsalReport = {
  format: 1,
  outcome: "would-arrive",
  verb: "release",
  commit: "63a9b785330220610f68add6412b11b23713c9a2",
  branch: "main",
  target: "acme/npm-releases",
  assumed: [],
  release: {
    id: "20261129-163614-7794",
    outcome: "done",
    packages: [{ ...HTTP, outcome: "published", integrity: "sha512-x" }],
    tags: ["@acme/http@1.1.0"],
    commit: "c2fdc43016b3d64b5e5c701f53369107564c2689",
    requests: 8,
    durationMs: 2163,
  },
  artifacts: [{ ...HTTP, size: 4580 }],
  installs: [{ ...HTTP, durationMs: 804 }],
  requests: 8,
  durationMs: 2163,
};
const DENIED = { code: "ACCESS_DENIED", message: "could not copy", hint: "Allow it." };

test("the start says where nothing of it goes", () => {
  const start = { ...REPORT, remote: "origin", read: { packages: 1, latencyMs: 41 } };
  expect(rehearsalStartText(start)).toMatchInlineSnapshot(`
"Rehearsal of \`convoy release\` at 63a9b7853302 on main: nothing of it reaches acme/npm-releases or origin
Read 1 package of acme/npm-releases, which answers in 41ms"
`);
});

test("a release that would arrive", () => {
  expect(rehearsalText(REPORT)).toMatchInlineSnapshot(`
"✓ Would arrive: 1 package in acme/npm-releases, in about 2.1s.

  commit     63a9b7853302 on main
  packages   @acme/http 1.1.0
  tarballs   1, 4.6 kB
  requests   8
  installed  1 of 1"
`);
});

test("where the channel was not asked, nobody knows how long it takes", () => {
  const { durationMs: _durationMs, ...report } = REPORT;
  expect(rehearsalText(report).split("\n")[0]).toBe("✓ Would arrive: 1 package in acme/npm-releases.");
});

test("what was taken for granted stands at the end", () => {
  const assumed = [
    { subject: "remote", message: "origin is as it was last fetched; it was not asked" },
  ] as const;
  expect(
    rehearsalText({ ...REPORT, assumed })
      .split("\n")
      .slice(-3),
  ).toMatchInlineSnapshot(`
[
  "",
  "Taken for granted",
  "  origin is as it was last fetched; it was not asked",
]
`);
});

test("a package that cannot be installed, with what the client said", () => {
  const installs = [
    { ...HTTP, durationMs: 804, error: { code: "INSTALL_FAILED", message: "no left:\n404" } },
  ];
  expect(rehearsalText({ ...REPORT, outcome: "would-not-install", installs })).toMatchInlineSnapshot(`
"✗ Would arrive, and not install: 1 of 1 package.

  @acme/http 1.1.0
  INSTALL_FAILED: no left:
    404

  commit     63a9b7853302 on main
  packages   @acme/http 1.1.0
  tarballs   1, 4.6 kB
  requests   8
  installed  0 of 1"
`);
});

test("a release that would fail, with the error that it would end with", () => {
  const release = { ...REPORT.release, outcome: "rolled-back", error: DENIED } as const;
  expect(rehearsalText({ ...REPORT, outcome: "would-fail", release, artifacts: [] })).toMatchInlineSnapshot(`
"✗ Would fail. This is what \`convoy release\` would end with:

  ACCESS_DENIED: could not copy
    Allow it."
`);
});

test("a release that would be refused, with the same words", () => {
  const release = { ...REPORT.release, outcome: "refused", error: DENIED } as const;
  expect(rehearsalText({ ...REPORT, outcome: "refused", release, artifacts: [] })).toMatchInlineSnapshot(`
"✗ Would be refused. This is what \`convoy release\` would say:

  ACCESS_DENIED: could not copy
    Allow it."
`);
});

test("a failure that was asked for, taken back", () => {
  const release = { ...REPORT.release, outcome: "rolled-back", error: DENIED } as const;
  expect(rehearsalText({ ...REPORT, outcome: "taken-back", release, artifacts: [] })).toMatchInlineSnapshot(`
"✓ Taken back: it failed as it was told to, and afterwards everything was as before.

  ACCESS_DENIED: could not copy"
`);
});

test("a failure that was asked for, and what it has left", () => {
  const release = { ...REPORT.release, outcome: "unfinished" } as const;
  const left = ["is there: @acme/http@1.1.0 in acme/npm-releases"];
  const report: RehearsalReport = { ...REPORT, outcome: "left-behind", release, artifacts: [], left };
  expect(rehearsalText(report)).toMatchInlineSnapshot(`
"✗ Not taken back: it failed as it was told to, and something was left.

  is there: @acme/http@1.1.0 in acme/npm-releases"
`);
});

test("nothing to do", () => {
  expect(rehearsalText({ ...REPORT, outcome: "nothing-to-do", artifacts: [] })).toMatchInlineSnapshot(
    `"✓ Nothing to do: no package has anything to release."`,
  );
});

test("a package that nobody could try to install is no failure, and is not counted", () => {
  const untried = "left could not be fetched: ECONNREFUSED";
  const install = { ...HTTP, durationMs: 804, untried };
  expect(installText(install)).toBe("  ! @acme/http 1.1.0: nobody knows whether it can be installed");
  expect(rehearsalText({ ...REPORT, installs: [install] })).toContain("installed  0 of 1");
});
