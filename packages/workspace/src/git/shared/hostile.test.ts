import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, jest, test } from "@jest/globals";
import { git, useTempFolders } from "@convoy/testkit";
import { codecWorkspace } from "../release.fixture.ts";
import { ID, machineAt, OTHER_ID, taken, type Machine } from "./machines.fixture.ts";

useTempFolders();
// Each test is some dozens of git processes, and machines are shared.
jest.setTimeout(60_000);

let machine: Machine;
/** Runs git in the origin, where anybody who may push may have put anything. */
let origin: (...args: string[]) => Promise<string>;

beforeEach(async () => {
  machine = await machineAt(await codecWorkspace());
  origin = (...args) => git(machine.workspace.origin, args);
});

/** An object of the origin with this content. */
async function blobOf(content: string | Uint8Array): Promise<string> {
  const file = join(machine.workspace.root, "..", "content");
  await writeFile(file, content);
  return origin("hash-object", "-w", file);
}

/** A commit of the origin whose tree has one file. */
async function commitOf(content: string | Uint8Array, name = "journal"): Promise<string> {
  await origin("read-tree", "--empty");
  await origin("update-index", "--add", "--cacheinfo", `100644,${await blobOf(content)},${name}`);
  return origin("commit-tree", "-m", "a record", await origin("write-tree"));
}

test("S34: what is no record is passed over, and the records beside it are read", async () => {
  await machine.shared.save(ID, "sound\n");
  const sound = await commitOf("by another tool");
  await origin("tag", "-a", "-m", "m", "tagged", sound);
  const refs = {
    "20260101-000000-0000": await blobOf("no commit"),
    "20260102-000000-0000": await origin("rev-parse", `${sound}^{tree}`),
    "20260103-000000-0000": await origin("rev-parse", "refs/tags/tagged"),
    "20260104-000000-0000": await commitOf("in another file", "readme"),
    "20260105-000000-0000": await commitOf("in a folder", "journal/file"),
    "20260106-000000-0000": await commitOf(new Uint8Array(16 * 2 ** 20 + 1)),
    "not-an-id": sound,
    "20260107-000000-0000/below": sound,
    "20260108-000000-0000": sound,
  };
  for (const [id, at] of Object.entries(refs)) await origin("update-ref", `refs/convoy/releases/${id}`, at);
  await origin("update-ref", `refs/heads/refs/convoy/releases/${OTHER_ID}`, sound);

  expect(await machine.shared.list()).toEqual([
    { id: ID, journal: "sound\n" },
    { id: "20260108-000000-0000", journal: "by another tool" },
  ]);
});

test("S34: a record that is none is told apart from one that is not there, and is not written over", async () => {
  await origin("update-ref", `refs/convoy/releases/${ID}`, await blobOf("no commit"));
  const error = { code: "GIT_RECORD_UNREADABLE" };
  await expect(machine.shared.read(ID)).rejects.toMatchObject(error);
  expect(await machine.shared.save(ID, "one")).toMatchObject({ kind: "refused", error });
  await expect(machine.shared.open(ID, "one", "holder")).rejects.toMatchObject({ code: "GIT_RECORD_MOVED" });
  expect(await machine.shared.lock()).toBeNull();
});

test("S34: bytes that are no text, and text like git's own output, stay within their record", async () => {
  const tricky = "blob 3\n\n0\nabc missing\n20260101-000000-0000 blob 9999\n\r\n\u0000\u001b[31m";
  await machine.shared.save(OTHER_ID, tricky);
  await origin(
    "update-ref",
    `refs/convoy/releases/${ID}`,
    await commitOf(new Uint8Array([0xff, 0xfe, 0x0a])),
  );
  expect(await (await machineAt(machine.workspace)).shared.list()).toEqual([
    { id: OTHER_ID, journal: tricky },
    { id: ID, journal: "��\n" },
  ]);
});

test("S34: a lock of whatever kind is found, says what it can, and is freed by its id", async () => {
  const commit = await commitOf("a record");
  const kinds: Readonly<Record<string, string>> = {
    [await blobOf("of another tool")]: "of another tool",
    [await blobOf(new Uint8Array(2 ** 17))]: "",
    [await origin("rev-parse", `${commit}^{tree}`)]: "",
  };
  for (const [oid, text] of Object.entries(kinds)) {
    await origin("update-ref", "refs/convoy/lock", oid);
    expect(await machine.shared.lock()).toEqual({ oid, text });
    expect(await machine.shared.open(ID, "one", "holder")).toEqual({ kind: "held", oid, text });
    expect(await machine.shared.unlock(oid)).toEqual({ kind: "accepted" });
  }
});

test("S2: what is no id of a release reaches no ref", async () => {
  const { shared } = machine;
  for (const id of ["", "../../heads/main", "*", `${ID}\n`, `${ID}:refs/heads/main`, "--all"]) {
    const error = { code: "RELEASE_ID_INVALID" };
    await expect(shared.read(id)).rejects.toMatchObject(error);
    await expect(shared.save(id, "one")).rejects.toMatchObject(error);
    await expect(shared.open(id, "one", "holder")).rejects.toMatchObject(error);
  }
  expect(await origin("for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
});

test("in a clone without the contents of files a record is read all the same", async () => {
  await origin("config", "uploadpack.allowFilter", "true");
  await machine.shared.save(ID, "one\n");
  const root = join(machine.workspace.root, "..", "partial");
  await origin("clone", "--quiet", "--filter=blob:none", `file://${machine.workspace.origin}`, root);
  const partial = await machineAt({ ...machine.workspace, root });
  expect(await partial.shared.read(ID)).toBe("one\n");
});

test("a machine where git knows no user takes the lock over and writes the record", async () => {
  await machine.shared.open(ID, "one", "holder");
  for (const key of ["user.name", "user.email"])
    await git(machine.workspace.root, ["config", "--unset", key]);
  await git(machine.workspace.root, ["config", "user.useConfigOnly", "true"]);
  const { shared } = await machineAt(machine.workspace);
  expect(await shared.save(ID, "two")).toEqual({ kind: "accepted" });
  expect(await origin("log", "-1", "--format=%an %cn", `refs/convoy/releases/${ID}`)).toBe("Convoy Convoy");
});

test("a shallow clone takes the lock, reads records, and stays as shallow as it was", async () => {
  const root = join(machine.workspace.root, "..", "shallow");
  await origin("commit-tree", "-m", "one more", "-p", "main", "main^{tree}").then((next) =>
    origin("update-ref", "refs/heads/main", next),
  );
  await taken(machine.shared.open(ID, "one\n", "holder"));
  await origin("clone", "--quiet", "--depth=1", `file://${machine.workspace.origin}`, root);
  const shallow = await machineAt({ ...machine.workspace, root });
  expect(await shallow.shared.list()).toEqual([{ id: ID, journal: "one\n" }]);
  const { oid } = (await shallow.shared.lock()) ?? { oid: "" };
  await taken(shallow.shared.takeOver(oid, "another"));
  expect(await shallow.shared.save(ID, "two\n", { carries: await git(root, ["rev-parse", "HEAD"]) })).toEqual(
    { kind: "accepted" },
  );
  expect(await machine.shared.read(ID)).toBe("two\n");
  expect(await git(root, ["rev-list", "--count", "HEAD"])).toBe("1");
});
