import { expect, test } from "@jest/globals";
import { audited, auditWith, after, HELD } from "./audit.fixture.ts";
import { auditText } from "./audit-text.ts";

test("a release that is done says what, why, when, with which hashes, and what has changed", () => {
  expect(auditText(auditWith())).toMatchInlineSnapshot(`
"Release 20260131-174500-1f3a
✓ Released 2 packages to acme/npm-releases in 8.4s.

  target      acme/npm-releases, by way of the stage
  started     2026-01-31 17:45:00 UTC, with \`convoy release\`
  ended       2026-01-31 17:45:08 UTC
  took        8.4s, 12 registry requests
  by          Ada <ada@acme.example>, process 4711 on build-7
  from        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb on main
  commit      c0ffee0000000000000000000000000000000000: chore: release 2 packages
  on failure  take back

2 packages: 2 published. Tags: @acme/codec@1.1.0, @acme/http@1.1.0
  Package      From   To     Why              Dist-tag               Integrity        Outcome
  @acme/codec  1.0.0  1.1.0  brave-cats-jump  latest: 1.0.0 → 1.1.0  sha512-11AbCdEf  published
  @acme/http   1.0.0  1.1.0  brave-cats-jump  latest: 1.0.0 → 1.1.0  sha512-10AbCdEf  published

Timeline (UTC)
  17:45:00.000  +0ms   PLANNED
  17:45:01.000  +1s    packed
  17:45:02.000  +2s    PACKED     the bytes are made, and their hashes are known to all
  17:45:04.000  +4s    STAGED     all is uploaded to the stage
  17:45:05.000  +5s    COMMITTED  commit and tags are pushed: the commit point
  17:45:08.400  +8.4s  ended      done

Changes
  @acme/codec 1.1.0
    ### Minor Changes
    - Faster.
  @acme/http 1.1.0
    ### Minor Changes
    - Faster."
`);
});

test("one that stopped says first why, what is where, and how it is ended", () => {
  expect(auditText(HELD).split("\n\n  target")[0]).toMatchInlineSnapshot(`
"Release 20260131-174500-1f3a
✗ Unfinished. It stopped at COMMITTED. 1 of 3 packages are in acme/npm-releases.

  ACCESS_DENIED: no right to copy @acme/http
    Grant it.

  in acme/npm-releases  1: @acme/codec@1.1.0
  failed                1: @acme/http@1.1.0
  blocked               1: @acme/app@1.1.0
  tags                  3: @acme/codec@1.1.0, @acme/http@1.1.0, @acme/app@1.1.0
  commit                c0ffee0000000000000000000000000000000000

Carry on and end it:    convoy resume 20260131-174500-1f3a
Or take it all back:    convoy rollback 20260131-174500-1f3a"
`);
});

test("one that was killed says where it stopped, and that consumers see nothing of it", () => {
  const moments = auditWith().moments.slice(0, 3);
  const killed = auditWith({ state: "PACKED", outcome: "unfinished", moments, durationMs: null });
  expect(auditText(killed)).toContain(
    "✗ Unfinished. It stopped at PACKED. acme/npm-releases has not changed.\n",
  );
});

test("one that is being taken back has only one way to its end", () => {
  const error = { code: "REGISTRY_ERROR", message: "400" };
  const moments = [...HELD.moments, { at: after(9000), kind: "turned-back", error }] as const;
  const text = auditText({ ...HELD, state: "ABORTING", moments });
  expect(text).toContain("It stopped while it was taken back.");
  expect(text).toContain("Finish taking it back:  convoy rollback 20260131-174500-1f3a");
  expect(text).not.toContain("convoy resume");
});

test("one that was killed while somebody took it back says where it stopped, and not that it was wanted", () => {
  const error = { code: "ROLLBACK_ASKED", message: "`convoy rollback`" };
  const text = auditText({ ...HELD, error, state: "ABORTING" });
  expect(text).not.toContain("ROLLBACK_ASKED");
});

test("one that somebody wanted back is no failure", () => {
  const error = { code: "ROLLBACK_ASKED", message: "`convoy rollback`" };
  expect(auditText(auditWith({ outcome: "rolled-back", error }))).toContain("✓ Taken back.");
});

test("one that somebody carries out at this moment has nothing to mend", () => {
  const text = auditText({ ...HELD, running: true, next: null });
  expect(text).toContain("… Under way. It has reached COMMITTED.");
  expect(text).not.toContain("convoy resume");
});

test("of one that another machine may be carrying out nothing is claimed, and its commands are for a process that is gone", () => {
  const text = auditText({ ...HELD, running: null, error: null });
  expect(text.split("\n\n  target")[0]).toMatchInlineSnapshot(`
"Release 20260131-174500-1f3a
… Under way, or its process is gone: this machine cannot tell. It has reached COMMITTED. Some of it may be in acme/npm-releases.

Only if that process is gone:
Carry on and end it:    convoy resume 20260131-174500-1f3a
Or take it all back:    convoy rollback 20260131-174500-1f3a"
`);
});

test("of many changes the first are shown, and the page is named", () => {
  const packages = Array.from({ length: 25 }, (_, index) => audited(`@acme/p${index}`));
  expect(auditText(auditWith({ packages }))).toContain("and those of 5 more packages: `--html FILE` has all");
});
