import process from "node:process";
import { expect, test } from "@jest/globals";
import { holderOf, isRunningHere } from "./holder.ts";

const parent = { hostname: "build-7", pid: process.ppid };
const here = { hostname: "build-7", pid: process.pid };

test("another process of this machine that runs is running", () => {
  expect(isRunningHere(here)(holderOf(parent))).toBe(true);
});

test("a process of another machine is not running here", () => {
  expect(isRunningHere({ ...here, hostname: "build-8" })(holderOf(parent))).toBe(false);
});

test("a process that has the number of the holder, and started at another time, is not the holder", () => {
  const { since, ...holder } = holderOf(parent);
  expect(isRunningHere(here)(holder)).toBe(true);
  // Elsewhere than on Linux the number alone has to do.
  expect(isRunningHere(here)({ ...holder, since: "another boot 7" })).toBe(since === undefined);
});

test("in the next container of the same name this process has the number, and is not the holder", () => {
  expect(isRunningHere(here)({ host: "build-7", pid: process.pid })).toBe(false);
});
