import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, jest, test } from "@jest/globals";
import { git, snapshotOf, tempFolder, useTempFolders } from "@convoy/testkit";
import { codecWorkspace, gitOf, MANIFEST, versionCodec } from "./release.fixture.ts";
import type { PreparedRefs } from "./refs.ts";

useTempFolders();
// Each test is some fifty git processes, and machines are shared.
jest.setTimeout(60_000);

const TAGS = { "@acme/codec@1.1.0": "@acme/codec@1.1.0", "@acme/http@2.0.0": "# @acme/http@2.0.0" };

/** Prepares a release in a clone whose git is set to sign with a key of SSH, as `settings` say. */
async function prepared(
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly root: string; readonly refs: PreparedRefs }> {
  const workspace = await codecWorkspace();
  const { root } = workspace;
  const key = join(await tempFolder("key"), "id");
  await promisify(execFile)("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", key]);
  const signers = `${key}.signers`;
  await writeFile(signers, `ada@example.invalid ${await readFile(`${key}.pub`, "utf8")}`);
  const all = {
    "gpg.format": "ssh",
    "user.signingKey": key,
    "gpg.ssh.allowedSignersFile": signers,
    ...settings,
  };
  for (const [name, value] of Object.entries(all)) await git(root, ["config", name, value]);
  await versionCodec(workspace);
  const before = await snapshotOf(workspace);
  const start = { base: before.head, branch: "main", remote: "origin", remoteBranch: before.head };
  const opened = await gitOf(workspace);
  const commit = { message: "chore: release", files: [MANIFEST] };
  const refs = await opened.prepare(start, { commit, tags: TAGS, date: 1_767_268_800 });
  expect(await snapshotOf(workspace)).toEqual(before);
  return { root, refs };
}

test("S31: where git signs tags, those of a release are signed, and no ref changes when they are made", async () => {
  const { root, refs } = await prepared({ "tag.gpgSign": "true" });
  expect(Object.keys(refs.tags).toSorted()).toEqual(Object.keys(TAGS));
  for (const [name, message] of Object.entries(TAGS)) {
    const id = refs.tags[name] ?? "";
    await git(root, ["verify-tag", id]);
    expect(await git(root, ["cat-file", "-p", id])).toMatch(
      `object ${refs.commit}\ntype commit\ntag ${name}\ntagger Ada Example <ada@example.invalid> 1767268800 +0000\n\n${message}\n-----BEGIN SSH SIGNATURE-----`,
    );
  }
});

test("S31: a commit is signed by its own setting alone", async () => {
  const { root, refs } = await prepared({ "commit.gpgSign": "true" });
  await git(root, ["verify-commit", refs.commit]);
  expect(await git(root, ["cat-file", "-p", Object.values(refs.tags)[0] ?? ""])).not.toContain("SIGNATURE");
});

test.each(["tag.gpgSign", "commit.gpgSign"])(
  "a key that is not there is an error by `%s`",
  async (setting) => {
    await expect(prepared({ [setting]: "true", "user.signingKey": "/nowhere" })).rejects.toMatchObject({
      code: "GIT_UNSIGNED",
    });
  },
);
