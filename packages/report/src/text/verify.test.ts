import { expect, test } from "@jest/globals";
import { verifyText, type VerifyDocument } from "./verify.ts";

const DONE: VerifyDocument = {
  format: 1,
  release: { id: "20260131-174500-1f3a", state: "DONE", target: "acme/npm", commit: null, tags: [] },
  packages: [
    { name: "@acme/codec", version: "1.1.0", integrity: "sha512-c", distTag: "latest", ok: true },
    { name: "@acme/http", version: "1.0.1", integrity: "sha512-h", distTag: "latest", ok: false },
  ],
  findings: [
    {
      code: "INTEGRITY_DIFFERS",
      severity: "error",
      subject: "@acme/http@1.0.1",
      message: "one\ntwo",
      hint: "",
    },
    {
      code: "INTEGRITY_UNKNOWN",
      severity: "warning",
      subject: "@acme/http@1.0.1",
      message: "it",
      hint: "so",
    },
  ],
  requests: 7,
};

test("a line a package, a paragraph a finding, and what it comes to", () => {
  expect(verifyText(DONE)).toMatchInlineSnapshot(`
"Release 20260131-174500-1f3a, in acme/npm

  ✓  @acme/codec  1.1.0  latest
  ✗  @acme/http   1.0.1  latest

error: @acme/http@1.0.1 (INTEGRITY_DIFFERS)
  one
  two

warning: @acme/http@1.0.1 (INTEGRITY_UNKNOWN)
  it
  so

As released: 1 of 2 packages. 1 error, 1 warning, 7 requests."
`);
});

test("what was installed is told, and of what was taken back that nothing is left", () => {
  const last = (document: VerifyDocument): string | undefined => verifyText(document).split("\n").at(-1);
  const good = { ...DONE, packages: DONE.packages.slice(0, 1), findings: [] };
  expect(last({ ...good, installed: { client: "npm", packages: 1 } })).toMatchInlineSnapshot(
    `"As released: 1 of 1 package, installed with npm. 7 requests."`,
  );
  const release = { ...DONE.release, state: "ABORTED" };
  expect(last({ ...good, release })).toMatchInlineSnapshot(`"Nothing is left of 1 package. 7 requests."`);
  expect(verifyText({ ...DONE, release, findings: [] })).toMatchInlineSnapshot(`
"Release 20260131-174500-1f3a, taken back from acme/npm

  ✓  @acme/codec  1.1.0  gone
  ✗  @acme/http   1.0.1  still there

Something is left of 1 of 2 packages. 7 requests."
`);
  expect(last({ ...good, release, packages: [] })).toMatchInlineSnapshot(
    `"It made no version, or a later release made all of them again. 7 requests."`,
  );
});
