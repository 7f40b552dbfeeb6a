import { expect, jest, test } from "@jest/globals";
import { cloneOf, git, snapshotOf, useTempFolders } from "@convoy/testkit";
import { codecWorkspace, gitOf } from "../release.fixture.ts";
import { ID, machineAt, ORIGIN, OTHER_ID, taken, twoMachines } from "./machines.fixture.ts";

useTempFolders();
// Each test is some dozens of git processes, and machines are shared.
jest.setTimeout(60_000);

test("opening publishes lock and record, and changes no ref, index or file of the clone", async () => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  const { remoteRefs: before, ...here } = await snapshotOf(workspace);
  await taken(shared.open(ID, "one\n", "holder"));
  const { remoteRefs: _, ...hereAfter } = await snapshotOf(workspace);
  expect(hereAfter).toEqual(here);
  const refs = await git(workspace.origin, ["for-each-ref", "--format=%(refname)"]);
  expect(refs.split("\n")).toEqual(
    [...Object.keys(before), "refs/convoy/lock", `refs/convoy/releases/${ID}`].toSorted(),
  );
});

test("another machine reads the record as it is now, and null for one that is not there", async () => {
  const [one, two] = await twoMachines();
  await taken(one.shared.open(ID, "one\n", "holder"));
  expect(await two.shared.read(ID)).toBe("one\n");
  expect(await one.shared.save(ID, "one\ntwo — ü\n")).toEqual({ kind: "accepted" });
  expect(await two.shared.read(ID)).toBe("one\ntwo — ü\n");
  expect(await two.shared.read(OTHER_ID)).toBeNull();
});

test("F3: a fresh clone that reads the record has the commit that it carries", async () => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  await git(workspace.root, ["commit", "--quiet", "--allow-empty", "-m", "chore: release"]);
  const carries = await git(workspace.root, ["rev-parse", "HEAD"]);
  await taken(shared.open(ID, "one", "holder"));
  await shared.save(ID, "two", { carries });
  await shared.save(ID, "three");

  const fresh = await machineAt(await cloneOf(workspace));
  expect(await fresh.shared.read(ID)).toBe("three");
  expect(await git(fresh.workspace.root, ["cat-file", "-t", carries])).toBe("commit");
});

test("a machine that took the release over keeps the first from writing the record", async () => {
  const [one, two] = await twoMachines();
  await taken(one.shared.open(ID, "one", "holder"));
  await two.shared.read(ID);
  expect(await two.shared.save(ID, "two")).toEqual({ kind: "accepted" });
  expect(await one.shared.save(ID, "late")).toMatchObject({
    kind: "refused",
    error: { code: "GIT_RECORD_MOVED" },
  });
  expect(await two.shared.read(ID)).toBe("two");
});

test("the lock is freed with the last record, and a stolen one is left to its new holder", async () => {
  const [one, two] = await twoMachines();
  await taken(one.shared.open(ID, "one", "first"));
  expect(await one.shared.save(ID, "end", { unlock: true })).toEqual({ kind: "accepted" });
  expect(await two.shared.lock()).toBeNull();

  const stolen = await taken(one.shared.open(ID, "again", "first"));
  await two.shared.unlock(stolen);
  const theirs = await taken(two.shared.open(OTHER_ID, "one", "second"));
  expect(await one.shared.save(ID, "end", { unlock: true })).toEqual({ kind: "accepted" });
  expect(await one.shared.lock()).toEqual({ oid: theirs, text: "second" });
});

test("pruning keeps the newest", async () => {
  const [one, two] = await twoMachines();
  const ids = [1, 2, 3, 4].map((day) => `2026010${day}-000000-0000`);
  for (const id of ids) await one.shared.save(id, id);
  await two.shared.prune(2);
  expect((await one.shared.list()).map(({ id }) => id)).toEqual(ids.slice(2).toReversed());
});

test("without a remote the refs of the clone itself are lock and records", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "remove", "origin"]);
  const one = (await gitOf(workspace)).shared({ remote: null });
  const two = (await gitOf(workspace)).shared({ remote: null });
  const oid = await taken(one.open(ID, "one", "first"));
  expect(await two.open(OTHER_ID, "one", "second")).toEqual({ kind: "held", oid, text: "first" });
  expect(await two.read(OTHER_ID)).toBeNull();
  expect(await one.save(ID, "two", { unlock: true })).toEqual({ kind: "accepted" });
  expect(await two.list()).toEqual([{ id: ID, journal: "two" }]);
  await two.prune(0);
  expect(await git(workspace.root, ["for-each-ref", "refs/convoy"])).toBe("");
});

test("the remote that records go to is the one that a release goes to", async () => {
  const { workspace, git: opened } = await machineAt(await codecWorkspace());
  expect(await opened.findRemote()).toEqual(ORIGIN);
  await git(workspace.root, ["remote", "remove", "origin"]);
  expect(await opened.findRemote()).toEqual({ remote: null });
});
