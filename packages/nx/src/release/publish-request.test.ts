import { expect, test } from "@jest/globals";
import { requestFor, type RequestFacts } from "./publish-request.ts";

const facts: RequestFacts = {
  scope: [["a", "b"], ["e"]],
  release: {},
  groups: [
    { name: "core", projects: ["a", "b", "site"], tagPattern: "v{version}" },
    { name: "apps", projects: ["e"], tagPattern: "{releaseGroupName}/{projectName}@{version}" },
  ],
  versions: {
    a: { newVersion: "1.1.0" },
    b: { newVersion: "1.1.0" },
    site: { newVersion: "1.1.0" },
    e: { newVersion: "2.0.0" },
    f: { newVersion: null },
  },
  packageOf: (project) => ({ name: `@acme/${project}`, version: project === "e" ? "2.0.0" : "1.1.0" }),
  committed: true,
};

test("what Nx has tagged is to be taken back, and no tag is made", () => {
  expect(requestFor(facts)).toEqual({
    format: 1,
    groups: [["@acme/a", "@acme/b"], ["@acme/e"]],
    tags: {},
    made: { commit: true, tags: ["v1.1.0", "apps/e@2.0.0"] },
  });
});

test("where Nx is told not to tag, the tags are made by the names that Nx would have given", () => {
  expect(requestFor({ ...facts, release: { git: { tag: false } } })).toEqual({
    format: 1,
    groups: [["@acme/a", "@acme/b"], ["@acme/e"]],
    tags: { "@acme/a": "v1.1.0", "@acme/b": "v1.1.0", "@acme/e": "apps/e@2.0.0" },
    made: { commit: true, tags: [] },
  });
});

test("a publish by itself has neither committed nor tagged, so nothing in git is its to take back", () => {
  const { versions: _, ...alone } = facts;
  expect(requestFor({ ...alone, committed: false })).not.toHaveProperty("made");
});
