import process from "node:process";
import { expect, test } from "@jest/globals";
import { holderOf, isRunningHere } from "./holder.ts";

const parent = { hostname: "build-7", pid: process.ppid, env: {} };
const GIT = { gitDirectory: () => "/clone/.git" };
const here = { hostname: "build-7", pid: process.pid, env: {} };

test("another process of this machine that runs is running", () => {
  expect(isRunningHere(here)(holderOf(parent, GIT))).toBe(true);
});

test("a process of another machine is not running here", () => {
  expect(isRunningHere({ ...here, hostname: "build-8" })(holderOf(parent, GIT))).toBe(false);
});

test("a process that has the number of the holder, and started at another time, is not the holder", () => {
  const { since, ...holder } = holderOf(parent, GIT);
  expect(isRunningHere(here)(holder)).toBe(true);
  // Elsewhere than on Linux the number alone has to do.
  expect(isRunningHere(here)({ ...holder, since: "another boot 7" })).toBe(since === undefined);
});

test("in the next container of the same name this process has the number, and is not the holder", () => {
  expect(isRunningHere(here)({ host: "build-7", pid: process.pid })).toBe(false);
});

test("a clone has one name for all processes in it, and another one than any other clone", () => {
  const { clone } = holderOf(parent, GIT);
  expect(holderOf(here, GIT).clone).toBe(clone);
  expect(holderOf(here, { gitDirectory: () => "/other/.git" }).clone).not.toBe(clone);
  expect(holderOf({ ...here, hostname: "build-8" }, GIT).clone).not.toBe(clone);
});

test.each([
  [
    "GitHub Actions",
    { GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: "acme/web", GITHUB_RUN_ID: "17" },
    "https://github.example/acme/web/actions/runs/17",
  ],
  [
    "GitLab CI",
    { CI_JOB_URL: "https://gitlab.example/acme/web/-/jobs/4" },
    "https://gitlab.example/acme/web/-/jobs/4",
  ],
  ["no CI", {}, undefined],
  ["a variable that is no address", { BUILD_URL: "javascript:alert(1)" }, undefined],
])("others find the job of %s", (_, env, job) => {
  expect(holderOf({ ...here, env }, GIT).job).toBe(job);
});
