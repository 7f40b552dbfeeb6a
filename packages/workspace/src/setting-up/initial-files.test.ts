import { expect, test } from "@jest/globals";
import type { InitAnswers } from "./answers.ts";
import { initialFiles } from "./initial-files.ts";

const ANSWERS: InitAnswers = {
  domain: "acme",
  region: "eu-west-1",
  repository: "npm-releases",
  staging: "npm-staging",
};

function init(
  files: Readonly<Record<string, string>>,
  answers = ANSWERS,
  installed: readonly string[] = [],
): Record<string, string> {
  const before = { read: (path: string) => files[path], has: (name: string) => installed.includes(name) };
  return Object.fromEntries(initialFiles(before, { answers, version: "1.2.0", baseBranch: "main" }));
}

const NX = JSON.stringify(
  { plugins: [{ plugin: "@nx/eslint/plugin" }], release: { projects: ["packages/*"] } },
  null,
  4,
);
const MANIFEST = '{\n  "name": "acme",\n  "scripts": {\n    "release": "make release"\n  }\n}\n';

test("a workspace of Nx gets settings, plugin, executor, versions and scripts, and keeps what it has", () => {
  const files = init(
    { "package.json": MANIFEST, "nx.json": NX },
    { ...ANSWERS, ci: "github", tags: "convoy" },
  );
  expect(Object.keys(files)).toEqual([
    "convoy.json",
    ".changeset/config.json",
    ".gitignore",
    "nx.json",
    "package.json",
    ".github/workflows/release.yml",
    ".github/workflows/pull-request.yml",
    ".github/workflows/prune.yml",
    ".github/dependabot.yml",
  ]);
  expect(JSON.parse(files["nx.json"] ?? "")).toEqual({
    plugins: [{ plugin: "@nx/eslint/plugin" }, "@convoy/nx"],
    release: {
      projects: ["packages/*"],
      version: { versionActions: "@convoy/nx/version-actions" },
      git: { tag: false },
    },
    targetDefaults: { "nx-release-publish": { executor: "@convoy/nx:publish" } },
  });
  expect(files["nx.json"]).toMatch(/^ {4}"plugins"/m);
  expect(JSON.parse(files["package.json"] ?? "")).toEqual({
    name: "acme",
    scripts: { "release:plan": "convoy plan", release: "make release" },
    devDependencies: { "@convoy/cli": "^1.2.0", "@convoy/nx": "^1.2.0" },
  });
  expect(JSON.parse(files["convoy.json"] ?? "").target).toEqual({
    type: "codeartifact",
    domain: "acme",
    region: "eu-west-1",
    repository: "npm-releases",
    staging: "npm-staging",
  });
});

test("the second time nothing changes, whatever is answered", () => {
  const first = { "package.json": MANIFEST, "nx.json": NX };
  const after = { ...first, ...init(first) };
  expect(init(after, { ...ANSWERS, domain: "other" })).toEqual({});
});

test("without Nx there is no plugin, and with @nx/js its own version actions stay", () => {
  expect(JSON.parse(init({})["package.json"] ?? "").devDependencies).toEqual({ "@convoy/cli": "^1.2.0" });
  const { release } = JSON.parse(init({ "nx.json": "{}" }, ANSWERS, ["@nx/js"])["nx.json"] ?? "") as {
    release: object;
  };
  expect(release).toEqual({});
});

test("several defaults of one target get ours as the last, which counts", () => {
  const nxJson = JSON.stringify({
    targetDefaults: { "nx-release-publish": [{ projects: "tag:x", dependsOn: [] }] },
  });
  const { targetDefaults } = JSON.parse(init({ "nx.json": nxJson })["nx.json"] ?? "") as {
    targetDefaults: object;
  };
  expect(targetDefaults).toEqual({
    "nx-release-publish": [{ projects: "tag:x", dependsOn: [] }, { executor: "@convoy/nx:publish" }],
  });
});

test("what is missing is named whole, and what cannot be read is refused", () => {
  expect(() => init({}, {})).toThrow(
    expect.objectContaining({
      code: "INIT_INCOMPLETE",
      message: "a codeartifact target needs: domain, region, repository",
    }),
  );
  expect(() => init({}, { target: "npm" })).toThrow(/needs: registry/);
  expect(() => init({ "nx.json": "{ // comment\n}" })).toThrow(
    expect.objectContaining({ code: "INIT_UNREADABLE" }),
  );
});

test.each([
  [undefined, "node_modules\n"],
  ["dist", "dist\nnode_modules\n"],
  ["/node_modules/\ndist\n", undefined],
  ["**/node_modules\n", undefined],
])("what is installed is ignored by git: .gitignore %j becomes %j", (ignored, wanted) => {
  const files = init(ignored === undefined ? {} : { ".gitignore": ignored });
  expect(files[".gitignore"]).toBe(wanted);
});
