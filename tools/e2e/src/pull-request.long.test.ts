import { expect, test } from "@jest/globals";
import {
  addChangeset,
  cloneOf,
  commitAll,
  git,
  packagesOf,
  push,
  startGithub,
  useTempFolders,
  type BuiltWorkspace,
  type ConvoyRun,
  type FakeCodeHost,
} from "@convoy/testkit";
import { CHANNEL, worldOf, type World } from "./world.ts";

useTempFolders();

interface Team extends World {
  readonly github: FakeCodeHost;
  /** What the CI does after a push to main: `convoy pr`, in a fresh clone. */
  readonly pushed: (...more: readonly string[]) => Promise<ConvoyRun>;
  /** Somebody merges the release pull request. */
  readonly merge: () => Promise<void>;
}

const BRANCH = "convoy-release/main";

async function team(config: object = {}): Promise<Team> {
  const world = await worldOf(
    {
      packages: packagesOf("codec <- http"),
      changesets: [
        { id: "brave-cats-jump", releases: { "@acme/codec": "minor" }, summary: "Fixes #7, says @ada." },
      ],
    },
    { config },
  );
  const { origin } = world.workspace;
  const github = await startGithub({ origin });
  // The packages are in the channel before the team begins.
  expect((await world.convoy(["publish"])).exitCode).toBe(0);
  return {
    ...world,
    github,
    async pushed(...more) {
      const { root } = await cloneOf(world.workspace);
      return world.convoy(["pr", "--json", ...more], { cwd: root, env: github.env });
    },
    async merge() {
      const [pullRequest] = github.pullRequests.filter(({ state }) => state === "open");
      if (pullRequest === undefined) throw new Error("nothing to merge");
      await git(origin, ["update-ref", "refs/heads/main", `refs/heads/${BRANCH}`]);
      pullRequest.state = "closed";
    },
  };
}

async function versions({ rig }: World): Promise<Record<string, readonly string[]>> {
  const channel = await rig.snapshotOf(CHANNEL);
  return Object.fromEntries(
    Object.entries(channel).map(([name, { versions: all }]) => [name, Object.keys(all)]),
  );
}

async function pullMain({ root }: BuiltWorkspace): Promise<void> {
  await git(root, ["pull", "--quiet", "--rebase", "origin", "main"]);
}

test("changesets gather in the pull request, and its merge publishes them, from whatever machine, once", async () => {
  const world = await team({ hostReleases: "packages" });
  expect((await world.pushed()).last).toMatchObject({ action: "created", pullRequest: { number: 1 } });

  await addChangeset(world.workspace, { id: "calm-dogs-sit", releases: { "@acme/http": "minor" } });
  await commitAll(world.workspace, "feat: more");
  await push(world.workspace);
  expect((await world.pushed()).last).toMatchObject({
    action: "updated",
    releases: [
      { name: "@acme/codec", to: "1.1.0" },
      { name: "@acme/http", to: "1.1.0" },
    ],
  });
  expect(await versions(world)).toEqual({ "@acme/codec": ["1.0.0"], "@acme/http": ["1.0.0"] });

  await world.merge();
  const published = await world.pushed();
  expect(published).toMatchObject({
    exitCode: 0,
    last: { action: "published", release: { outcome: "done" } },
  });
  // One document, whatever is told on the way.
  expect(published.events).toHaveLength(1);
  expect(await versions(world)).toEqual({
    "@acme/codec": ["1.0.0", "1.1.0"],
    "@acme/http": ["1.0.0", "1.1.0"],
  });
  expect(world.github.releases.map(({ tag }) => tag)).toEqual(
    expect.arrayContaining(["@acme/codec@1.1.0", "@acme/http@1.1.0"]),
  );

  const before = await world.everything();
  expect((await world.pushed()).last).toMatchObject({ action: "nothing-to-do" });
  expect(await world.everything()).toEqual(before);
  await pullMain(world.workspace);
});

test("S23: what a changeset says mentions nobody and closes nothing, in pull request and release", async () => {
  const world = await team({ hostReleases: "packages" });
  await world.pushed();
  expect(world.github.pullRequests[0]?.body).toContain("Fixes #\u200b7, says @\u200bada.");
  await world.merge();
  await world.pushed();
  const released = world.github.releases.find(({ tag }) => tag === "@acme/codec@1.1.0");
  expect(released?.notes).toContain("Fixes #\u200b7, says @\u200bada.");
  expect(released).toMatchObject({
    commit: await git(world.workspace.origin, ["rev-parse", "main"]),
    latest: true,
  });
});

test("a release that the host cannot show is a release all the same, and the next run makes up for it", async () => {
  const world = await team({ hostReleases: "release" });
  await world.pushed();
  await world.merge();
  world.github.around = async (operation, proceed) =>
    operation === "POST /repos/{owner}/{repo}/releases"
      ? new Response('{"message":"Validation Failed"}', {
          status: 422,
          headers: { "content-type": "application/json" },
        })
      : proceed();
  const published = await world.pushed();
  expect(published).toMatchObject({ exitCode: 0, last: { action: "published" } });
  expect(published.stderr).toContain("the next run tries again");
  expect(world.github.releases.map(({ title }) => title)).not.toContain("@acme/codec@1.1.0");

  world.github.around = (_operation, proceed) => proceed();
  expect((await world.pushed()).exitCode).toBe(0);
  expect(world.github.releases.map(({ title }) => title)).toContain("@acme/codec@1.1.0");
  const count = world.github.releases.length;
  await world.pushed();
  expect(world.github.releases).toHaveLength(count);
});

test("a release that is taken back is no longer shown, and is shown anew when its versions are released again", async () => {
  for (const [hostReleases, tags] of [
    ["packages", () => ["@acme/codec@1.1.0"]],
    ["release", (id: string) => [`release-${id}`]],
  ] as const) {
    const world = await team({ hostReleases });
    const shown = (): readonly string[] =>
      world.github.releases.filter(({ commit }) => commit !== first).map(({ tag }) => tag);
    const first = await git(world.workspace.origin, ["rev-parse", "main"]);
    await world.pushed();
    await world.merge();
    const id = releaseIn(await world.pushed());
    expect(shown()).toEqual(tags(id));

    const { root } = await cloneOf(world.workspace);
    const back = await world.convoy(["rollback", id, "--json"], { cwd: root, env: world.github.env });
    expect(back).toMatchObject({ exitCode: 0, last: { outcome: "rolled-back" } });
    expect(back.stderr).toContain(`note: no longer shown on the code host: ${tags(id)[0]}\n`);
    expect(shown()).toEqual([]);
    expect(await git(world.workspace.origin, ["tag", "--list", ...tags(id)])).toBe("");

    const again = releaseIn(await world.pushed());
    expect(shown()).toEqual(tags(again));
  }
});

function releaseIn({ last }: ConvoyRun): string {
  const { release } = last as { readonly release: { readonly id: string } };
  return release.id;
}

test("a merge whose publish fails leaves main as it was merged, and the next run publishes", async () => {
  const world = await team();
  await world.pushed();
  await world.merge();
  const main = await git(world.workspace.origin, ["rev-parse", "main"]);
  await world.rig.faults([{ match: { plane: "npm", operation: "PublishVersion" }, do: "deny", times: 50 }]);
  expect(await world.pushed()).toMatchObject({
    exitCode: 1,
    last: { action: "failed", release: { outcome: "rolled-back" } },
  });
  expect(await git(world.workspace.origin, ["rev-parse", "main"])).toBe(main);
  await world.rig.faults([]);
  expect(await world.pushed()).toMatchObject({ exitCode: 0, last: { action: "published" } });
});

test("a job without the right to the registry keeps the pull request, and publishes nothing", async () => {
  const world = await team();
  await world.pushed("--no-publish");
  await world.merge();
  expect((await world.pushed("--no-publish")).last).toMatchObject({ action: "nothing-to-propose" });
  expect(await versions(world)).toEqual({ "@acme/codec": ["1.0.0"], "@acme/http": ["1.0.0"] });
  expect((await world.pushed("--dry-run")).last).toMatchObject({
    action: "would-publish",
    releases: [{ name: "@acme/codec", to: "1.1.0" }],
  });
});
