import { watch } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  buildWorkspace,
  bytesIn,
  cloneOf,
  commitAll,
  git,
  isolatedEnv,
  packagesOf,
  push,
  tempFolder,
  useTempFolders,
  writeFiles,
  type BuiltWorkspace,
} from "@convoy/testkit";
import { cloneForRehearsal, type RehearsalClone, type RehearsalCloneRequest } from "./clone-for-rehearsal.ts";

useTempFolders(afterAll);

async function rehearsalOf(
  { root }: Pick<BuiltWorkspace, "root">,
  more: Partial<RehearsalCloneRequest> = {},
): Promise<RehearsalClone> {
  const env = { ...isolatedEnv(root), GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };
  const request = { env, commits: true, branch: "main", offline: false, ...more };
  return cloneForRehearsal(root, await tempFolder("double"), request);
}

const workspaceOf = (): Promise<BuiltWorkspace> => buildWorkspace({ packages: packagesOf("codec") });

/** Another clone pushes a tag and the record of a release, which this one has never seen. */
async function pushedElsewhere(workspace: BuiltWorkspace): Promise<void> {
  const other = await cloneOf(workspace);
  await writeFiles(other.root, { "note.txt": "elsewhere" });
  await commitAll(other, "chore: elsewhere");
  await git(other.root, ["tag", "-m", "elsewhere", "@acme/codec@2.0.0"]);
  await git(other.root, [
    "push",
    "--quiet",
    "origin",
    "@acme/codec@2.0.0",
    "HEAD:refs/convoy/releases/20260131-174500-1f3a",
  ]);
}

test("the clone stands where HEAD stands, with the refs of the original and the remote's in its place", async () => {
  const workspace = await workspaceOf();
  await git(workspace.root, ["tag", "-m", "first", "@acme/codec@1.0.0"]);
  await push(workspace);
  const { root, commit, branch, detached, remoteFolder } = await rehearsalOf(workspace);
  expect({ branch, detached }).toEqual({ branch: "main", detached: false });
  expect(await git(root, ["rev-parse", "HEAD"])).toBe(commit);
  expect(await git(root, ["status", "--porcelain"])).toBe("");
  expect(await git(root, ["show-ref"])).toBe(await git(workspace.root, ["show-ref"]));
  expect(await git(remoteFolder, ["show-ref"])).toBe(await git(workspace.origin, ["show-ref"]));
});

describe("where the remote has what this clone has never seen", () => {
  let before: Awaited<ReturnType<typeof bytesIn>>;
  let workspace: BuiltWorkspace;
  let rehearsal: RehearsalClone;

  beforeAll(async () => {
    workspace = await workspaceOf();
    await pushedElsewhere(workspace);
    before = await bytesIn(workspace.root, workspace.origin);
    rehearsal = await rehearsalOf(workspace);
  });

  test("a tag is there, at another commit than HEAD", async () => {
    const { commit, remoteFolder } = rehearsal;
    expect(await git(remoteFolder, ["rev-parse", "@acme/codec@2.0.0^{commit}"])).not.toBe(commit);
  });

  test("the record of a release can be read", async () => {
    const record = "refs/convoy/releases/20260131-174500-1f3a:note.txt";
    expect(await git(rehearsal.remoteFolder, ["show", record])).toBe("elsewhere");
  });

  test("nothing comes into the original or its remote: not when the clone is made, and not by a push from it", async () => {
    const { root } = rehearsal;
    await commitAll({ root }, "chore: of the rehearsal");
    await git(root, ["push", "--quiet", "--atomic", "origin", "HEAD", "HEAD:refs/tags/rehearsed"]);
    expect(await bytesIn(workspace.root, workspace.origin)).toEqual(before);
  });
});

test("where HEAD is detached, as in the job of a pull request, the branch is taken to be there", async () => {
  const workspace = await workspaceOf();
  await git(workspace.root, ["switch", "--quiet", "--detach"]);
  const pulled = await commitAll(workspace, "feat: a pull request");
  const { root, detached, remoteFolder } = await rehearsalOf(workspace);
  expect(detached).toBe(true);
  expect(await git(root, ["symbolic-ref", "HEAD"])).toBe("refs/heads/main");
  expect(await git(remoteFolder, ["rev-parse", "main"])).toBe(pulled);
});

test("a shallow clone will do", async () => {
  const workspace = await workspaceOf();
  await commitAll(workspace, "chore: more history");
  await push(workspace);
  const shallow = join(await tempFolder("shallow"), "repo");
  await git(workspace.root, ["clone", "--quiet", "--depth=1", `file://${workspace.origin}`, shallow]);
  const env = { GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "ada@example.invalid" };
  const { root, remoteFolder } = await rehearsalOf(
    { root: shallow },
    { env: { ...isolatedEnv(shallow), ...env } },
  );
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.invalid"];
  await git(root, [...identity, "commit", "--quiet", "--allow-empty", "-m", "chore: release"]);
  await git(root, ["push", "--quiet", "--atomic", "origin", "HEAD"]);
  expect(await git(remoteFolder, ["log", "--format=%s"])).toBe("chore: release\nchore: more history");
});

test("where a setting of the user would send a push elsewhere, there is no rehearsal", async () => {
  const workspace = await workspaceOf();
  const env = {
    ...isolatedEnv(workspace.root),
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.${workspace.origin}.pushInsteadOf`,
    GIT_CONFIG_VALUE_0: "/",
  };
  await expect(rehearsalOf(workspace, { env })).rejects.toMatchObject({ code: "REHEARSAL_NOT_SEALED" });
});

test("what is not committed cannot be released, and so not rehearsed", async () => {
  const workspace = await workspaceOf();
  await writeFiles(workspace.root, { "new.txt": "new" });
  await expect(rehearsalOf(workspace)).rejects.toMatchObject({ code: "GIT_DIRTY" });
});

test("where the remote does not answer, what was last seen of it stands in, and that is said", async () => {
  const workspace = await workspaceOf();
  await push(workspace);
  await rm(workspace.origin, { recursive: true });
  const { unasked, remoteFolder, commit } = await rehearsalOf(workspace);
  expect(unasked).toMatchObject({ code: "GIT_REMOTE_UNREACHABLE" });
  expect(await git(remoteFolder, ["rev-parse", "main"])).toBe(commit);
});

test("a remote that does not answer is not waited for when the rehearsal is stopped", async () => {
  const { root } = await workspaceOf();
  await git(root, ["remote", "set-url", "origin", "ssh://nobody@localhost/nothing.git"]);
  await git(root, ["config", "ssh.variant", "simple"]);
  await git(root, ["config", "core.sshCommand", "touch .git/asked; exec sleep 600 #"]);
  const stop = new AbortController();
  const watcher = watch(join(root, ".git"), (_event, file) => {
    if (file === "asked") stop.abort("stopped");
  });
  await expect(rehearsalOf({ root }, { signal: stop.signal })).rejects.toBe("stopped");
  watcher.close();
});
