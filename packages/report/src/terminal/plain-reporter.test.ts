import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";
import type { PackageReport, ReleaseEvent } from "@convoy/core";
import { terminalReporter } from "./terminal-reporter.ts";

const version = "1.1.0";

function started(names: readonly string[]): ReleaseEvent {
  const packages = names.map((name) => ({ name, version }));
  return { kind: "release-started", id: "r1", strategy: "staged", target: "acme/npm-releases", packages };
}

function settled(name: string): ReleaseEvent {
  return { kind: "package-settled", name, version, act: "stage", ok: true };
}

function done(names: readonly string[]): ReleaseEvent {
  const packages = names.map((name): PackageReport => ({ name, version, outcome: "published" }));
  const base = { id: "r1", outcome: "done", tags: [], commit: null, requests: 9, durationMs: 3200 } as const;
  return { kind: "release-ended", ...base, packages };
}

async function logOf(
  events: readonly ReleaseEvent[],
  options: { verbose?: boolean; colour?: boolean } = {},
): Promise<string> {
  const stream = new PassThrough();
  let now = 0;
  const clock = { now: () => (now += 10), every: () => () => {} };
  const reporter = await terminalReporter({
    stream,
    colour: false,
    live: false,
    verbose: false,
    clock,
    ...options,
  });
  events.forEach(reporter.emit);
  reporter.close();
  stream.end();
  return text(stream);
}

function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `@acme/p${index}`);
}

function staging(names: readonly string[]): readonly ReleaseEvent[] {
  return [
    started(names),
    { kind: "phase-started", phase: "stage", total: names.length },
    ...names.map(settled),
    { kind: "phase-ended", phase: "stage", durationMs: 2100 },
    done(names),
  ];
}

test("a small release is told package by package", async () => {
  expect(await logOf(staging(namesOf(2)))).toMatchInlineSnapshot(`
"Release r1: 2 packages to acme/npm-releases (staged)
Staging 2 packages
  ✓ @acme/p0 1.1.0 staged
  ✓ @acme/p1 1.1.0 staged
Staged 2 packages in 2.1s

✓ Released 2 packages to acme/npm-releases in 3.2s.
  requests  9
  release   r1
"
`);
});

test("a large release is told by phases, with a sign of life at each quarter", async () => {
  expect(await logOf(staging(namesOf(1000)))).toMatchInlineSnapshot(`
"Release r1: 1000 packages to acme/npm-releases (staged)
Staging 1000 packages
  250 of 1000
  500 of 1000
  750 of 1000
Staged 1000 packages in 2.1s

✓ Released 1000 packages to acme/npm-releases in 3.2s.
  requests  9
  release   r1
"
`);
});

test("under verbose every package of a large release has its line", async () => {
  expect((await logOf(staging(namesOf(1000)), { verbose: true })).match(/✓ @acme/g)).toHaveLength(1000);
});

test("a phase in which no package came through does not say that all did", async () => {
  const denied = { code: "ACCESS_DENIED", message: "no right to publish @acme/p0" };
  const log = await logOf([
    started(["@acme/p0"]),
    { kind: "phase-started", phase: "stage", total: 1 },
    { kind: "package-settled", name: "@acme/p0", version, act: "stage", ok: false, error: denied },
    { kind: "phase-ended", phase: "stage", durationMs: 120 },
  ]);
  expect(log).toContain("Staged 0 of 1 package in 120ms");
});

test("a failure, a retry, a slow-down and the turning back each have a line", async () => {
  const reset = { code: "CONNECTION_RESET", message: "the registry closed the connection" };
  const denied = {
    code: "ACCESS_DENIED",
    message: "no right to publish @acme/p0",
    hint: "Run `convoy doctor`.",
  };
  const events: readonly ReleaseEvent[] = [
    started(["@acme/p0"]),
    { kind: "phase-started", phase: "check", total: 0 },
    { kind: "noted", note: { code: "NX_MISSING", message: "nx.json is here, but nx is not installed" } },
    { kind: "phase-ended", phase: "check", durationMs: 340 },
    { kind: "phase-started", phase: "stage", total: 1 },
    { kind: "retrying", subject: "@acme/p0", attempt: 1, waitMs: 500, error: reset },
    { kind: "slowed", waitMs: 2000 },
    { kind: "package-settled", name: "@acme/p0", version, act: "stage", ok: false, error: denied },
    { kind: "turned-back", error: denied },
    { kind: "phase-started", phase: "roll-back", total: 1 },
    { kind: "phase-ended", phase: "roll-back", durationMs: 120 },
    {
      kind: "release-ended",
      id: "r1",
      outcome: "rolled-back",
      packages: [{ name: "@acme/p0", version, outcome: "failed" }],
      tags: [],
      commit: null,
      requests: 4,
      durationMs: 3000,
      error: denied,
    },
  ];
  expect(await logOf(events)).toMatchInlineSnapshot(`
"Release r1: 1 package to acme/npm-releases (staged)
Checking
! NX_MISSING: nx.json is here, but nx is not installed
Checked in 340ms
Staging 1 package
  ↻ retry 1 of @acme/p0 in 500ms: CONNECTION_RESET: the registry closed the connection
  ! The registry asks to slow down: waiting 2s
  ✗ @acme/p0 1.1.0 staging failed: ACCESS_DENIED: no right to publish @acme/p0
✗ Taking the release back: ACCESS_DENIED
Taking back 1 package
Took back 1 package in 120ms

✗ Not released. Everything was taken back, acme/npm-releases is as it was before. (3s)

  ACCESS_DENIED: no right to publish @acme/p0
    Run \`convoy doctor\`.

  packages  1 failed
  requests  4
  release   r1

Mend the cause, then start it again.
"
`);
});

test("a storm of retries and slow-downs stays readable", async () => {
  const error = { code: "THROTTLED", message: "too many requests" };
  const storm = Array.from({ length: 500 }, (_, attempt): readonly ReleaseEvent[] => [
    { kind: "retrying", subject: "@acme/p0", attempt, waitMs: 100, error },
    { kind: "slowed", waitMs: 100 },
  ]).flat();
  const lines = (await logOf([{ kind: "phase-started", phase: "stage", total: 1 }, ...storm]))
    .trimEnd()
    .split("\n");
  expect(lines).toHaveLength(23);
  expect(lines.at(-1)).toBe("  Further retries of this phase are told under --verbose.");
});

test("no colour code and no workflow command comes from a log without colours", async () => {
  const name = "\u001b[31m::set-output name=a::b";
  const log = await logOf([started([name]), settled(name), done([name])]);
  expect(log).not.toContain("\u001b");
  expect(log.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([]);
});

test("a rollback that was asked for is told without alarm", async () => {
  const error = { code: "ROLLBACK_ASKED", message: "`convoy rollback r1`" };
  expect(await logOf([started(["@acme/p0"]), { kind: "turned-back", error }])).toMatch(
    /\nTaking the release back, as asked\n$/,
  );
});

test("nothing is told after the end, whatever still winds down", async () => {
  const error = { code: "CONNECTION_RESET", message: "the registry closed the connection" };
  const log = await logOf([done([]), { kind: "retrying", subject: "a", attempt: 2, waitMs: 100, error }]);
  expect(log).toMatch(/release   r1\n$/);
});

test("an end before anything was told has no empty line before it", async () => {
  expect(await logOf([done(["@acme/p0"])])).toMatch(/^✓ Released/);
});
