import { readFile, utimes } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { cloneOf, git, snapshotOf, useTempFolders, writeFiles } from "@convoy/testkit";
import { CHANGELOG, codecWorkspace, gitOf, pushElsewhere, startRelease } from "./release.fixture.ts";

useTempFolders();
// Each test is some fifty git processes, and machines are shared.
jest.setTimeout(60_000);

test("the same request makes the same objects in another clone", async () => {
  const workspace = await codecWorkspace();
  const other = await cloneOf(workspace);
  const [one, two] = [await startRelease(workspace), await startRelease(other)];
  expect(two.refs).toEqual(one.refs);
});

test("a push that is repeated changes nothing and is accepted", async () => {
  const { git: opened, refs } = await startRelease();
  await opened.push(refs);
  expect(await opened.push({ ...refs, remoteBranch: refs.commit })).toEqual({ kind: "accepted" });
});

test("F47: credentials that the remote takes no more refuse the push, and are no reason to think it landed", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  const server = createServer((_request, response) => void response.writeHead(401).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await git(workspace.root, ["remote", "set-url", "origin", `http://127.0.0.1:${port}/repo.git`]);
  expect(await opened.push(refs)).toMatchObject({ kind: "refused", error: { code: "GIT_PUSH_REJECTED" } });
  await expect(opened.observe(refs)).rejects.toMatchObject({ code: "GIT_REMOTE_UNREACHABLE" });
  server.close();
});

test("400 tags are pushed, adopted and taken back as one", async () => {
  const tags = Array.from({ length: 400 }, (_, index) => `@acme/package-number-${index}@1.${index}.0`);
  const { workspace, git: opened, refs } = await startRelease(undefined, { tags });
  expect(await opened.push(refs)).toEqual({ kind: "accepted" });
  await opened.adopt(refs);
  expect(await opened.observe(refs)).toEqual({ remote: "ours", local: "ours" });

  await opened.retract(refs);
  expect(Object.keys((await snapshotOf(workspace)).remoteRefs)).toEqual(["refs/heads/main"]);
});

test("F3: another clone adopts a release that it did not make", async () => {
  const workspace = await codecWorkspace();
  const other = await cloneOf(workspace);
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);

  const elsewhere = await gitOf(other);
  expect(await elsewhere.observe(refs)).toEqual({ remote: "ours", local: "absent" });
  await elsewhere.adopt(refs);
  expect(await snapshotOf(other)).toMatchObject({ head: refs.commit, status: [] });
  expect(await readFile(join(other.root, CHANGELOG), "utf8")).toBe("# 1.1.0\n");
});

test("a release that others have built on is still ours", async () => {
  const workspace = await codecWorkspace();
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await pushElsewhere(await cloneOf(workspace), { "other.txt": "" });
  expect(await opened.observe(refs)).toEqual({ remote: "ours", local: "absent" });
});

test("commits that were made in the clone meanwhile are not lost by adopting", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await git(workspace.root, ["commit", "--quiet", "--allow-empty", "-m", "mine"]);
  const mine = await git(workspace.root, ["rev-parse", "HEAD"]);
  await expect(opened.adopt(refs)).rejects.toMatchObject({ code: "GIT_BRANCH_MOVED" });
  expect(await git(workspace.root, ["rev-parse", "HEAD"])).toBe(mine);
});

test("without a remote a branch that moved meanwhile takes nothing", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "remove", "origin"]);
  const { git: opened, refs } = await startRelease(workspace);
  await git(workspace.root, ["commit", "--quiet", "--allow-empty", "-m", "mine"]);
  expect(await opened.push(refs)).toMatchObject({ kind: "refused", error: { code: "GIT_PUSH_REJECTED" } });
  expect(await opened.observe(refs)).toEqual({ remote: "absent", local: "absent" });
});

test("a lock that a killed run of ours left is removed, and a note says so", async () => {
  const notes: string[] = [];
  const {
    workspace,
    git: opened,
    refs,
  } = await startRelease(undefined, { onNote: ({ code }) => notes.push(code) });
  await opened.push(refs);
  await writeFiles(workspace.root, { ".git/convoy-locks.json": '{"pid":0}', ".git/index.lock": "" });
  await utimes(join(workspace.root, ".git/convoy-locks.json"), 1, 1);
  await opened.adopt(refs);

  expect(notes).toEqual(["GIT_LOCK_REMOVED"]);
  expect(await snapshotOf(workspace)).toMatchObject({ head: refs.commit, status: [], unfinished: [] });
});
