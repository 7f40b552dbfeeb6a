import { expect, test } from "@jest/globals";
import type { Needs } from "../retention/stored.ts";
import type { KeptVersion, ServedPackage, VerifyFacts, VerifyFinding } from "./facts.ts";
import { findingsInAbsence } from "./findings-in-absence.ts";
import { findingsInInstalled } from "./findings-in-installed.ts";
import { findingsIn } from "./findings-in.ts";

const http = { name: "http", version: "1.1.0", integrity: "sha512-http", distTag: "latest" };

interface World {
  readonly served?: Record<string, string>;
  readonly needs?: Needs;
  readonly tags?: Record<string, string>;
  readonly kept?: KeptVersion | null;
  readonly codec?: ServedPackage;
  readonly git?: VerifyFacts["git"];
}

/** `http@1.1.0` as it was released, but for what is said. */
function facts(world: World = {}): VerifyFacts {
  const { served = { "1.1.0": "sha512-http" }, needs = {}, tags = { latest: "1.1.0" }, git = null } = world;
  const { kept = { integrity: "sha512-http" }, codec } = world;
  const versions = Object.entries(served).map(
    ([version, integrity]) => [version, { integrity, needs, platforms: false }] as const,
  );
  return {
    channel: "acme/npm",
    packages: [http],
    served: new Map([
      ["http", { versions: new Map(versions), distTags: tags }],
      ...(codec === undefined ? [] : [["codec", codec] as const]),
    ]),
    kept: new Map(kept === null ? [] : [["http", kept]]),
    git,
  };
}

function codecAt(...versions: readonly string[]): ServedPackage {
  const each = { integrity: "", needs: {}, platforms: false };
  return { versions: new Map(versions.map((version) => [version, each])), distTags: { next: "2.0.0" } };
}

const told = (findings: readonly VerifyFinding[]): readonly string[] =>
  findings.map(({ code, severity, message }) => `${severity} ${code}: ${message}`);

test("what is as it was released has no findings, also under a later version, and in a plain registry", () => {
  expect(findingsIn(facts())).toEqual([]);
  expect(findingsIn(facts({ tags: { latest: "2.0.0" } }))).toEqual([]);
  expect(findingsIn(facts({ kept: null }))).toEqual([]);
});

test.each<[string, World, string]>([
  ["gone", { served: {}, kept: { integrity: null } }, "error VERSION_MISSING: http@1.1.0 is not in acme/npm"],
  [
    "gone from a plain registry, or hidden from this role",
    { served: {}, kept: null },
    "error VERSION_MISSING: http@1.1.0 is not served by acme/npm",
  ],
  [
    "hidden",
    { served: {}, kept: { integrity: "sha512-http", status: "Unlisted" } },
    "error VERSION_HIDDEN: http@1.1.0 is Unlisted in acme/npm: no range and no dist-tag finds it",
  ],
  [
    "served from upstream alone",
    { kept: { integrity: null } },
    "error VERSION_MISSING: http@1.1.0 is not in acme/npm: what is served comes from a repository behind it",
  ],
  [
    "served with another hash",
    { served: { "1.1.0": "sha512-evil" } },
    "error INTEGRITY_DIFFERS: http@1.1.0 as served by acme/npm is sha512-evil, and was released as sha512-http",
  ],
  [
    "kept with other bytes than its document says",
    { kept: { integrity: "sha512-evil" } },
    "error INTEGRITY_DIFFERS: http@1.1.0 as kept in acme/npm is sha512-evil, and was released as sha512-http",
  ],
  [
    "without any hash",
    { served: { "1.1.0": "" }, kept: null },
    "warning INTEGRITY_UNKNOWN: http@1.1.0 has no sha512 in acme/npm, so its bytes cannot be told from others",
  ],
  [
    "behind an older dist-tag",
    { tags: { latest: "1.0.0" } },
    "error DIST_TAG_BEHIND: http@1.1.0 is later than 1.0.0, at which the dist-tag latest points in acme/npm",
  ],
  [
    "without its dist-tag",
    { tags: {} },
    "error DIST_TAG_MISSING: http@1.1.0 has lost its dist-tag latest in acme/npm",
  ],
])("a version that is %s", (_what, world, finding) => {
  expect(told(findingsIn(facts(world)))).toEqual([finding]);
});

test.each<[string, Needs, ServedPackage, string[]]>([
  ["a range that a visible version is in", { codec: "^1.0.0" }, codecAt("1.4.0"), []],
  ["a dist-tag that is there", { codec: "next" }, codecAt("2.0.0"), []],
  ["an alias", { other: "npm:codec@^1.0.0" }, codecAt("1.4.0"), []],
  ["a URL", { codec: "https://example.com/codec.tgz" }, codecAt(), []],
  ["a package that is not looked at", { react: "^99.0.0" }, codecAt(), []],
  [
    "a range that no version is in",
    { codec: "^2.0.0" },
    codecAt("1.4.0"),
    ["error RANGE_UNRESOLVED: http@1.1.0 needs codec@^2.0.0, of which acme/npm has no version"],
  ],
  [
    "a dist-tag that is not there",
    { codec: "beta" },
    codecAt("1.4.0"),
    ["error RANGE_UNRESOLVED: http@1.1.0 needs codec@beta, of which acme/npm has no version"],
  ],
  [
    "an alias that leads nowhere",
    { other: "npm:codec@^2.0.0" },
    codecAt("1.4.0"),
    ["error RANGE_UNRESOLVED: http@1.1.0 needs codec@^2.0.0, of which acme/npm has no version"],
  ],
  [
    "ranges of the workspace",
    { codec: "workspace:^", log: "catalog:", cli: "link:../cli" },
    codecAt("1.4.0"),
    [
      "error RANGE_LOCAL: http@1.1.0 needs codec as workspace:^, which only its workspace understands",
      "error RANGE_LOCAL: http@1.1.0 needs log as catalog:, which only its workspace understands",
      "error RANGE_LOCAL: http@1.1.0 needs cli as link:../cli, which only its workspace understands",
    ],
  ],
])("needs %s", (_what, needs, codec, findings) => {
  expect(told(findingsIn(facts({ needs, codec })))).toEqual(findings);
});

test("a git tag that is gone or moved is an error", () => {
  const tags = [
    { tag: "http@1.1.0", commit: "c0ffee" },
    { tag: "codec@1.1.0", commit: null },
    { tag: "log@1.1.0", commit: "bad" },
  ];
  expect(told(findingsIn(facts({ git: { commit: "c0ffee", tags } })))).toEqual([
    "error GIT_TAG_MISSING: the git tag codec@1.1.0 is not on the remote",
    "error GIT_TAG_MOVED: the git tag log@1.1.0 is at bad on the remote, and was released at c0ffee",
  ]);
});

test("of a release that was taken back nothing may be left", () => {
  const away = { served: { "1.0.0": "sha512-old" }, tags: { latest: "1.0.0" }, kept: { integrity: null } };
  const tags = [{ tag: "http@1.1.0", commit: "another" }];
  expect(findingsInAbsence(facts({ ...away, git: { commit: "c0ffee", tags } }))).toEqual([]);
  const hidden = facts({ ...away, kept: { integrity: "sha512-http", status: "Archived" } });
  expect(told(findingsInAbsence(hidden))).toEqual(["error VERSION_LEFT: http@1.1.0 is still in acme/npm"]);
  const git = { commit: "c0ffee", tags: [{ tag: "http@1.1.0", commit: "c0ffee" }] };
  expect(told(findingsInAbsence(facts({ git })))).toEqual([
    "error VERSION_LEFT: http@1.1.0 is still in acme/npm",
    "error DIST_TAG_LEFT: http@1.1.0 still has the dist-tag latest in acme/npm",
    "error GIT_TAG_LEFT: the git tag http@1.1.0 is still at the release commit on the remote",
  ]);
});

test("what a client has locked must be what was released; a lock file without hashes tells the version alone", () => {
  const { name, version, integrity } = http;
  const other = { name, version: "1.0.0", integrity: "sha512-old" };
  expect(findingsInInstalled([http], [other, { name, version, integrity }], "npm")).toEqual([]);
  expect(findingsInInstalled([http], [{ name, version }], "yarn")).toEqual([]);
  expect(told(findingsInInstalled([http], [other], "npm"))).toEqual([
    "error INSTALL_INCOMPLETE: http@1.1.0 was not installed by npm, though it was asked for",
  ]);
  expect(told(findingsInInstalled([http], [{ name, version, integrity: "sha512-evil" }], "npm"))).toEqual([
    "error INSTALL_DIFFERS: http@1.1.0 was installed by npm as sha512-evil, and was released as sha512-http",
  ]);
});
