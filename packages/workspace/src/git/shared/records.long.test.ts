import { expect, jest, test } from "@jest/globals";
import { git, useTempFolders } from "@convoy/testkit";
import { codecWorkspace } from "../release.fixture.ts";
import { ID, machineAt, OTHER_ID, taken, twoMachines } from "./machines.fixture.ts";

useTempFolders();
// Each test is some dozens of git processes, and machines are shared.
jest.setTimeout(60_000);

test("a record of two megabytes arrives whole", async () => {
  const [one, two] = await twoMachines();
  const journal = Array.from({ length: 40_000 }, (_, line) => `{"line":${line},"of":"a long journal, a"}\n`);
  await taken(one.shared.open(ID, journal.join(""), "holder"));
  await one.shared.save(ID, `${journal.join("")}end\n`);
  expect(await two.shared.read(ID)).toBe(`${journal.join("")}end\n`);
});

test("all records are listed, newest first", async () => {
  const [one, two] = await twoMachines();
  await one.shared.save(ID, "older");
  await one.shared.save(OTHER_ID, "newer");
  expect(await two.shared.list()).toEqual([
    { id: OTHER_ID, journal: "newer" },
    { id: ID, journal: "older" },
  ]);
});

test("a process that knows nothing of a record finds it before it advances it", async () => {
  const [one, two] = await twoMachines();
  await one.shared.save(ID, "one");
  expect(await two.shared.save(ID, "two")).toEqual({ kind: "accepted" });
  expect(await one.shared.read(ID)).toBe("two");
});

test("pruning that the host refuses is no error", async () => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  await shared.save(ID, "one");
  await git(workspace.origin, ["config", "transfer.hideRefs", "!refs/convoy"]);
  await git(workspace.origin, ["config", "receive.hideRefs", "refs/convoy"]);
  await shared.prune(0);
  expect((await shared.list()).map(({ id }) => id)).toEqual([ID]);
});
