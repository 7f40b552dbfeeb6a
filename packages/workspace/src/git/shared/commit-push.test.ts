import { chmod, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { cloneOf, git, useTempFolders, writeFiles } from "@convoy/testkit";
import { codecWorkspace, pushElsewhere, startRelease } from "../release.fixture.ts";
import { DIES, hookAt, ID, machineAt, ORIGIN, originRefs, OTHER_ID, taken } from "./machines.fixture.ts";

useTempFolders();
// Each test is some dozens of git processes, and machines are shared.
jest.setTimeout(60_000);

const TAGS = ["a@1.0.0", "b@1.0.0", "c@1.0.0"];
const COMMITTED = { id: ID, journal: "committed" };

interface Opened extends Awaited<ReturnType<typeof startRelease>> {
  readonly oid: string;
}

/** A release with three tags, which has the lock and a record. */
async function openRelease(): Promise<Opened> {
  const started = await startRelease(undefined, { tags: TAGS });
  const oid = await taken(started.git.shared(started.refs).open(ID, "opened", "first"));
  return { ...started, oid };
}

test("the commit push advances the record and frees the lock with branch and tags", async () => {
  const { workspace, git: opened, refs, oid } = await openRelease();
  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toEqual({ kind: "accepted" });
  expect(Object.keys(await originRefs(workspace))).toEqual([
    `refs/convoy/releases/${ID}`,
    "refs/heads/main",
    ...TAGS.map((tag) => `refs/tags/${tag}`),
  ]);
  expect(await opened.observe(refs)).toMatchObject({ remote: "ours" });
  expect(await opened.shared(ORIGIN).read(ID)).toBe("committed");
  expect(await opened.shared(ORIGIN).save(ID, "ended", { unlock: true })).toEqual({ kind: "accepted" });
});

test("F32: the push of a holder whose lock was stolen is rejected whole", async () => {
  const { workspace, git: opened, refs, oid } = await openRelease();
  const thief = await machineAt(await cloneOf(workspace));
  await thief.shared.unlock(oid);
  await taken(thief.shared.open(OTHER_ID, "theirs", "second"));
  const before = await originRefs(workspace);

  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toMatchObject({
    kind: "refused",
    error: { code: "GIT_LOCK_LOST" },
  });
  expect(await originRefs(workspace)).toEqual(before);
});

test("F32: a lock that is stolen while the push is on its way rejects it whole as well", async () => {
  const { workspace, git: opened, refs, oid } = await openRelease();
  await hookAt(workspace, "pre-receive", "unset GIT_QUARANTINE_PATH; git update-ref -d refs/convoy/lock");
  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toMatchObject({
    kind: "refused",
    error: { code: "GIT_LOCK_LOST" },
  });
  expect(Object.keys(await originRefs(workspace))).toEqual([`refs/convoy/releases/${ID}`, "refs/heads/main"]);
  expect(await opened.shared(ORIGIN).read(ID)).toBe("opened");
});

test("a release that another machine carries on cannot be pushed by the first", async () => {
  const { workspace, git: opened, refs, oid } = await openRelease();
  const other = await machineAt(await cloneOf(workspace));
  await other.shared.save(ID, "taken over");
  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toMatchObject({
    kind: "refused",
    error: { code: "GIT_RECORD_MOVED" },
  });
  expect(await other.shared.read(ID)).toBe("taken over");
});

test("F27: a branch that moved rejects record and lock as well, and both still are ours", async () => {
  const { workspace, git: opened, refs, oid } = await openRelease();
  await pushElsewhere(await cloneOf(workspace), { "other.txt": "" });
  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toMatchObject({
    kind: "refused",
    error: { code: "GIT_PUSH_REJECTED", message: expect.stringContaining("refs/heads/main") },
  });
  const shared = opened.shared(ORIGIN);
  expect(await shared.lock()).toEqual({ oid, text: "first" });
  expect(await shared.save(ID, "rolled back", { unlock: true })).toEqual({ kind: "accepted" });
  expect(await shared.lock()).toBeNull();
});

test("F28: after a commit push whose reply was lost the record goes on from what landed", async () => {
  const { workspace, git: opened, refs, oid } = await openRelease();
  await hookAt(workspace, "post-receive", DIES);
  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toMatchObject({ kind: "unclear" });
  await rm(join(workspace.origin, "hooks", "post-receive"));
  expect(await opened.observe(refs)).toMatchObject({ remote: "ours" });
  const shared = opened.shared(ORIGIN);
  expect(await shared.save(ID, "ended", { unlock: true })).toEqual({ kind: "accepted" });
  expect(await shared.read(ID)).toBe("ended");
});

test("F28: a record that landed while nothing could be seen does not stop the commit push", async () => {
  const { workspace, git: opened, refs, oid } = await openRelease();
  const { origin } = workspace;
  await hookAt(workspace, "post-receive", `mv '${origin}' '${origin}.away'; ${DIES}`);
  expect(await opened.shared(ORIGIN).save(ID, "packed")).toMatchObject({ kind: "unclear" });
  await rename(`${origin}.away`, origin);
  await rm(join(origin, "hooks", "post-receive"));
  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toEqual({ kind: "accepted" });
});

test("without a remote a stolen lock keeps branch, tags and record from moving", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "remove", "origin"]);
  const { git: opened, refs } = await startRelease(workspace, { tags: TAGS });
  const shared = opened.shared({ remote: null });
  const oid = await taken(shared.open(ID, "opened", "first"));
  const thief = (await machineAt(workspace)).git.shared({ remote: null });
  const theirs = await taken(thief.takeOver(oid, "second"));
  expect(await opened.push(refs, { record: COMMITTED, lock: { oid } })).toMatchObject({
    kind: "refused",
    error: { code: "GIT_LOCK_LOST" },
  });
  expect(await git(workspace.root, ["rev-parse", "HEAD"])).toBe(refs.base);
  expect(await git(workspace.root, ["tag"])).toBe("");
  expect(await thief.read(ID)).toBe("opened");

  expect(await opened.push(refs, { record: COMMITTED, lock: { oid: theirs } })).toEqual({ kind: "accepted" });
  expect(await git(workspace.root, ["rev-parse", "HEAD"])).toBe(refs.commit);
  expect((await git(workspace.root, ["tag"])).split("\n")).toEqual(TAGS);
  expect(await thief.read(ID)).toBe("committed");
  expect(await thief.lock()).toBeNull();
});

test("opening and saving are four git processes each", async () => {
  const workspace = await codecWorkspace();
  const [bin, log] = [join(workspace.root, "..", "bin"), join(workspace.root, "..", "log")];
  const path = process.env["PATH"] ?? "";
  await mkdir(bin);
  await writeCountingGit(bin, log, path);
  const env = { PATH: `${bin}:${path}`, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };
  const { shared } = await machineAt(workspace, { env });
  const started = async (): Promise<number> => (await readFile(log, "utf8")).split("\n").length;
  const before = await started();
  await taken(shared.open(ID, "one", "holder"));
  const opened = await started();
  await shared.save(ID, "two", { unlock: true });
  expect([opened - before, (await started()) - opened]).toEqual([4, 4]);
});

async function writeCountingGit(bin: string, log: string, path: string): Promise<void> {
  await writeFiles(bin, { git: `#!/bin/sh\necho started >> '${log}'\nPATH='${path}' exec git "$@"\n` });
  await chmod(join(bin, "git"), 0o755);
}
