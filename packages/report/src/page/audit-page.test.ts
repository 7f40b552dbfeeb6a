import { expect, test } from "@jest/globals";
import { audited, auditWith, HELD, step } from "../release/audit.fixture.ts";
import { auditHtml } from "./audit-page.ts";

test("how it stands is the first thing on the page, with the commands that end it", async () => {
  const [head = ""] = (await auditHtml(HELD)).split("</header>");
  expect(head).toContain("<strong>Unfinished.</strong> It stopped at COMMITTED. 1 of 3 packages are in");
  expect(head).toContain("<code>ACCESS_DENIED</code>");
  expect(head).toContain('Carry on and end it: <code class="copy">convoy resume 20260131-174500-1f3a</code>');
  expect(head).toContain(
    'Or take it all back: <code class="copy">convoy rollback 20260131-174500-1f3a</code>',
  );
});

test("every package is in the graph, in the timeline and in the table, in the colour of its outcome", async () => {
  const page = await auditHtml(HELD);
  const row = page.slice(page.indexOf('<tr id="package-_40acme_2Fhttp" class="is-failed">'));
  expect(row).toMatch(/^.*1\.0\.0 → <strong>1\.1\.0<\/strong>.*brave-cats-jump.*✗ failed.*sha512-10AbCd/s);
  expect(page.match(/href="#package-_40acme_2Fhttp"/g)).toHaveLength(3);
  expect(page).toContain("<title>@acme/http: promote 1s: ACCESS_DENIED: no right to copy @acme/http</title>");
  expect(page).toContain('‖ blocked<span class="note">waits for @acme/http</span>');
});

test("among many packages, those that failed are the first of the table", async () => {
  const page = await auditHtml(HELD);
  const rows = [...page.matchAll(/<tr id="package-_40acme_2F(\w+)"/g)].map(([, name]) => name);
  expect(rows).toEqual(["http", "app", "codec"]);
});

test("a record without times has a page without a chart", async () => {
  const moments = [{ at: null, kind: "reached", state: "DONE" }] as const;
  const page = await auditHtml(auditWith({ packages: [audited("@acme/codec", { steps: [] })], moments }));
  expect(page).toContain("<td>DONE</td>");
  expect(page).not.toContain('class="timeline"');
});

test.each([
  [
    "https://ci.example/job/7",
    '<dd><a href="https://ci.example/job/7" rel="noreferrer">https://ci.example/job/7</a></dd>',
  ],
  ["javascript:alert(1)", "<dd>javascript:alert(1)</dd>"],
])("the page of the CI job is linked where it is one: %s", async (job, shown) => {
  expect(await auditHtml(auditWith({ holder: { host: "build-7", pid: 4711, job } }))).toContain(shown);
});

test("nothing in the page runs, and nothing is fetched, whatever the record holds", async () => {
  const evil = `"'><script>alert(1)</script><img src=https://evil.example/x>\u001b[2J\u202e`;
  const error = { code: evil, message: evil, hint: evil };
  const hostile = audited(evil, {
    dir: evil,
    version: evil,
    because: [{ kind: "group", group: [evil] }, { kind: "surprise" } as never],
    outcome: "constructor" as never,
    reason: evil,
    integrity: evil,
    distTagBefore: evil,
    changes: `${evil}\n\n![x](https://evil.example/pixel)\n\n[y](javascript:alert(1))`,
    steps: [{ ...step("stage", 1, 2), error }],
  });
  const page = await auditHtml(
    auditWith({
      ...HELD,
      packages: [hostile],
      by: evil,
      target: evil,
      state: "constructor",
      tags: [evil],
      error,
      moments: [{ at: null, kind: "turned-back", error }],
    }),
  );
  expect(page).not.toMatch(/<(script|img|iframe|link|object)|javascript:|url\(/i);
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(page).toContain("default-src 'none'");
});

test("a thousand packages make a page of a few megabytes, and soon", async () => {
  const packages = Array.from({ length: 1000 }, (_, index) =>
    audited(`@acme/package-${index}`, {
      changes: index % 10 === 0 ? "- Faster." : "",
      after: [1, 7, 30].flatMap((back) => (index < back * 10 ? [] : [`@acme/package-${index - back * 10}`])),
    }),
  );
  const start = performance.now();
  const page = await auditHtml(auditWith({ packages }));
  expect(performance.now() - start).toBeLessThan(3_000);
  expect(page.length).toBeLessThan(3_000_000);
});

test("of one that may run on another machine the commands are for a process that is gone", async () => {
  expect(await auditHtml(HELD)).not.toContain("Only if that process is gone");
  const page = await auditHtml({ ...HELD, running: null });
  expect(page).toMatch(/<header class="tone-open">[^]*Only if that process is gone:[^]*convoy resume/);
});
