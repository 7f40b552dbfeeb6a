import { Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import type { ReleaseReport } from "@convoy/core";
import { errorAnnotation } from "./annotations.ts";
import { githubReporter } from "./github-reporter.ts";

const FAILED: ReleaseReport = {
  id: "20261124-021300-7f3a",
  outcome: "unfinished",
  packages: [
    { name: "@acme/codec", version: "1.1.0", outcome: "published", integrity: "sha512-abc" },
    { name: "@acme/http", version: "2.0.0", outcome: "failed", reason: "403, 100% denied\nby a policy" },
    { name: "@acme/app", version: "3.0.0", outcome: "blocked", reason: "@acme/http" },
  ],
  tags: [],
  commit: null,
  requests: 12,
  durationMs: 8430,
  error: { code: "ACCESS_DENIED", message: "could not copy @acme/http", hint: "Grant it." },
};

/** What the runner is told at the end of a release. */
function toldOf(report: ReleaseReport): { readonly log: string; readonly summary: string } {
  let log = "";
  let summary = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  const reporter = githubReporter({ stream, summarize: (markdown) => (summary += markdown) });
  const target = "acme/npm-releases";
  reporter.emit({ kind: "release-started", id: "1", strategy: "staged", target, packages: [] });
  reporter.emit({ kind: "release-ended", ...report });
  return { log, summary };
}

test("a release that did not arrive is an error of the run, and so is each package that failed", () => {
  expect(toldOf(FAILED).log).toBe(
    "::error title=ACCESS_DENIED::✗ Unfinished. The release is neither whole nor gone. (8.4s)%0Acould not copy @acme/http%0AGrant it.\n" +
      "::error title=@acme/http 2.0.0::403, 100%25 denied by a policy\n",
  );
});

test("what failed the release and one of its packages is one error of the run", () => {
  const [whole, http] = FAILED.packages;
  const packages = [whole, { ...http, reason: "could not copy @acme/http" }] as ReleaseReport["packages"];
  expect(toldOf({ ...FAILED, packages }).log.match(/^::error /gm)).toHaveLength(1);
});

test("one that arrived is none, and neither is one that somebody wanted back", () => {
  expect(toldOf({ ...FAILED, outcome: "done" }).log).toBe("");
  const error = { code: "ROLLBACK_ASKED", message: "it was asked for" };
  expect(toldOf({ ...FAILED, outcome: "rolled-back", error }).log).toBe("");
});

test("the job summary says what the log says, with every package", () => {
  expect(toldOf(FAILED).summary).toMatchInlineSnapshot(`
"### ✗ Unfinished. The release is neither whole nor gone. (8.4s)

\`\`\`text
  ✗ @acme/http 2.0.0: 403, 100% denied by a policy

  ACCESS_DENIED: could not copy @acme/http
    Grant it.

  in acme/npm-releases  1: @acme/codec@1.1.0
  failed                1: @acme/http@2.0.0
  blocked               1: @acme/app@3.0.0

Carry on and end it:    convoy resume 20261124-021300-7f3a
Or take it all back:    convoy rollback 20261124-021300-7f3a
\`\`\`

<details><summary>3 packages</summary>

| Package | Version |  | Integrity | Why |
| --- | --- | --- | --- | --- |
| \`@acme/codec\` | \`1.1.0\` | published | \`sha512-abc\` |  |
| \`@acme/http\` | \`2.0.0\` | failed |  | 403, 100% denied by a policy |
| \`@acme/app\` | \`3.0.0\` | blocked |  | waits for &#64;acme/http |

</details>

"
`);
});

test("no text of the workspace is a command of its own, and none ends the one it is in", () => {
  const error = { code: "A,B:C", message: "x::add-mask::y\n::set-env name=A::b\r\u001b[31m##[group]" };
  expect(errorAnnotation(error)).toMatchInlineSnapshot(
    `"::error title=A%2CB%3AC::x::add-mask::y%0A: :set-env name=A::b%0A# #[group]"`,
  );
});

test("the summary's fence is not closed by a message", () => {
  const error = { code: "X", message: "```\n# heading" };
  expect(toldOf({ ...FAILED, packages: [], error }).summary).toContain("````text\n");
});
