import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { git, useTempFolders } from "@convoy/testkit";
import { codecWorkspace } from "../release.fixture.ts";
import { DIES, hookAt, ID, machineAt, originRefs, OTHER_ID, taken, twoMachines } from "./machines.fixture.ts";

useTempFolders();
// Each test is some dozens of git processes, and machines are shared.
jest.setTimeout(60_000);

test("F31: a second release is told who holds the lock, and publishes nothing", async () => {
  const [one, two] = await twoMachines();
  const oid = await taken(one.shared.open(ID, "one", '{"host":"first"}'));
  const held = { kind: "held", oid, text: '{"host":"first"}' };
  expect(await two.shared.open(OTHER_ID, "one", '{"host":"second"}')).toEqual(held);
  expect(await two.shared.lock()).toEqual({ oid, text: '{"host":"first"}' });
  expect((await two.shared.list()).map(({ id }) => id)).toEqual([ID]);
});

test("F31: of two that have both seen the lock free, the origin lets exactly one take it", async () => {
  const [one, two] = await twoMachines();
  // Neither push goes on before both have come this far.
  const arrived = join(one.workspace.origin, "arrived");
  const both = `mkdir -p '${arrived}' && touch "${arrived}/$$"
while [ "$(ls '${arrived}' | wc -l)" -lt 2 ]; do sleep 0.02; done`;
  await hookAt(one.workspace, "pre-receive", both);
  const replies = await Promise.all([
    one.shared.open(ID, "one", "first"),
    two.shared.open(OTHER_ID, "one", "second"),
  ]);
  expect(replies.map(({ kind }) => kind).toSorted()).toEqual(["held", "taken"]);
  const lock = await one.shared.lock();
  expect(replies.map((reply) => ("oid" in reply ? reply.oid : ""))).toEqual([lock?.oid, lock?.oid]);
  expect(await one.shared.list()).toHaveLength(1);
});

test("a process that has the lock does not get it a second time", async () => {
  const { shared } = await machineAt(await codecWorkspace());
  const oid = await taken(shared.open(ID, "one", "holder"));
  expect(await shared.open(OTHER_ID, "one", "holder")).toEqual({ kind: "held", oid, text: "holder" });
});

test("F28: a lock whose push landed and whose reply was lost is taken", async () => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  await hookAt(workspace, "post-receive", DIES);
  const oid = await taken(shared.open(ID, "one", "holder"));
  expect((await originRefs(workspace))["refs/convoy/lock"]).toBe(oid);
  expect(await shared.save(ID, "two")).toEqual({ kind: "accepted" });
  expect(await shared.unlock(oid)).toEqual({ kind: "accepted" });
});

test("F28: a lock that landed while nothing could be seen is found by the next attempt", async () => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  const { origin } = workspace;
  await hookAt(workspace, "post-receive", `mv '${origin}' '${origin}.away'; ${DIES}`);
  expect(await shared.open(ID, "one", "holder")).toMatchObject({ kind: "unclear" });

  await rename(`${origin}.away`, origin);
  await rm(join(origin, "hooks", "post-receive"));
  const landed = (await originRefs(workspace))["refs/convoy/lock"];
  expect(await taken(shared.open(ID, "one more", "holder"))).toBe(landed);
  expect(await shared.read(ID)).toBe("one more");
});

test("F28: a push that broke off before it landed is unclear, and can be made again", async () => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  await hookAt(workspace, "pre-receive", DIES);
  expect(await shared.open(ID, "one", "holder")).toMatchObject({
    kind: "unclear",
    error: { code: "GIT_PUSH_UNCLEAR" },
  });
  expect(await shared.save(ID, "one")).toMatchObject({ kind: "unclear" });
  await rm(join(workspace.origin, "hooks", "pre-receive"));
  await taken(shared.open(ID, "one", "holder"));
});

test("F33: the lock of a dead holder is taken over by its id, in one step", async () => {
  const [one, two] = await twoMachines();
  const dead = await taken(one.shared.open(ID, "one", "first"));
  const oid = await taken(two.shared.takeOver(dead, "second"));
  expect(await one.shared.lock()).toEqual({ oid, text: "second" });
  expect(await one.shared.takeOver(dead, "third")).toEqual({ kind: "held", oid, text: "second" });
  expect(await one.shared.unlock(dead)).toMatchObject({
    kind: "refused",
    error: { code: "GIT_LOCK_MOVED" },
  });
});

test("a lock that was freed meanwhile is taken, and freeing it twice is no fault", async () => {
  const [one, two] = await twoMachines();
  const dead = await taken(one.shared.open(ID, "one", "first"));
  expect(await two.shared.unlock(dead)).toEqual({ kind: "accepted" });
  expect(await one.shared.unlock(dead)).toEqual({ kind: "exists" });
  const oid = await taken(two.shared.takeOver(dead, "second"));
  expect(await one.shared.lock()).toEqual({ oid, text: "second" });
});

test("the same text taken twice is another lock: a lease on the first does not hold for the second", async () => {
  const { shared } = await machineAt(await codecWorkspace());
  const first = await taken(shared.takeOver(null, "holder"));
  await shared.unlock(first);
  expect(await taken(shared.takeOver(null, "holder"))).not.toBe(first);
});

test("S36: nothing but the full id of a lock frees it", async () => {
  const { shared } = await machineAt(await codecWorkspace());
  const oid = await taken(shared.open(ID, "one", "holder"));
  for (const wrong of ["", "refs/convoy/lock", oid.slice(0, 12), `${oid}\n`, "*"])
    await expect(shared.unlock(wrong)).rejects.toMatchObject({ code: "GIT_LOCK_UNKNOWN" });
  expect(await shared.lock()).not.toBeNull();
});

test.each([
  ["an update hook", "update", 'case $1 in refs/convoy/*) echo "branches and tags only" >&2; exit 1;; esac'],
  [
    "a pre-receive hook",
    "pre-receive",
    'grep -q refs/convoy/ && echo "branches and tags only" >&2 && exit 1',
  ],
] as const)("%s that lets only branches and tags pass is said in its own words", async (_, hook, script) => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  await hookAt(workspace, hook, script);
  const error = {
    code: "GIT_REFS_REFUSED",
    message: expect.stringContaining("branches and tags only"),
    hint: "See that the host lets you push refs under `refs/convoy/`.",
  };
  expect(await shared.open(ID, "one", "holder")).toEqual({ kind: "unsupported", error });
  expect(await shared.save(ID, "one")).toEqual({ kind: "refused", error });
  expect(Object.keys(await originRefs(workspace))).toEqual(["refs/heads/main"]);
});

test("a host that keeps such refs to itself, or pushes nothing as one, is unsupported", async () => {
  const { workspace, shared } = await machineAt(await codecWorkspace());
  await git(workspace.origin, ["config", "transfer.hideRefs", "refs/convoy"]);
  expect(await shared.open(ID, "one", "holder")).toMatchObject({
    kind: "unsupported",
    error: { code: "GIT_REFS_REFUSED", message: expect.stringContaining("deny updating a hidden ref") },
  });
  await git(workspace.origin, ["config", "receive.advertiseAtomic", "false"]);
  expect(await shared.open(ID, "one", "holder")).toMatchObject({
    kind: "unsupported",
    error: { code: "GIT_NO_ATOMIC" },
  });
});
