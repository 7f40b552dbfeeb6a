import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { RELEASE_BRANCH, Team } from "./team-world.ts";

// Three weeks of a team, day by day: each test goes on where the one before it ended.
jest.setTimeout(120_000);
useTempFolders(afterAll);

let team: Team;

beforeAll(async () => {
  team = await Team.start();
});

test("the first push of all publishes what there is", async () => {
  expect(await team.pushToMain()).toMatchObject({ exitCode: 0, last: { action: "published" } });
});

const readme = (name: string, line: string): Record<string, string> => ({
  [`packages/${name}/README.md`]: `# ${name}\n\n${line}\n`,
});

test("week 1, Monday: the check of a pull request names the changed package without a changeset, and is content with one", async () => {
  await team.work("ada/faster", { message: "feat: faster codecs", files: readme("codec", "Fast.") });
  expect(await team.ci("ada/faster", "check", "--since", "origin/main")).toMatchObject({
    exitCode: 1,
    last: { missing: [{ name: "@acme/codec" }] },
  });
  await team.change("ada/faster", ["minor", "@acme/codec"], "Faster.");
  expect((await team.ci("ada/faster", "check", "--since", "origin/main")).exitCode).toBe(0);
});

test("week 1, Tuesday: somebody tries the pull request out, and nobody else notices", async () => {
  const run = await team.ci("ada/faster", "release", "--snapshot", "pr-1", "--since", "origin/main");
  expect(run).toMatchObject({ exitCode: 0, last: { outcome: "done", tags: [] } });
  const tried = await team.install({ "@acme/app": "pr-1" });
  expect(tried).toEqual(
    ["app", "codec", "http"].map((name) => expect.stringMatching(`^@acme/${name}@0.0.0-pr-1-`)),
  );
  expect(await team.install({ "@acme/app": "latest" })).toEqual([
    "@acme/app@1.2.0",
    "@acme/codec@1.2.0",
    "@acme/http@1.2.0",
  ]);
});

test("week 1, Wednesday: the merge opens the release pull request, and two more bring it up to date", async () => {
  await team.merge("ada/faster");
  expect((await team.pushToMain()).last).toMatchObject({ action: "created" });
  await team.work("bo/retry", { message: "feat: http retries", files: readme("http", "It retries.") });
  await team.change("bo/retry", ["minor", "@acme/http"], "Retries.");
  await team.merge("bo/retry");
  expect((await team.pushToMain()).last).toMatchObject({ action: "updated" });
  await team.work("main", { message: "docs: say more", files: { "README.md": "# Acme\n" } });
  expect((await team.pushToMain()).last).toMatchObject({ action: "updated" });
  expect(team.github.pullRequests).toMatchObject([{ head: RELEASE_BRANCH, state: "open" }]);
  expect(await team.ahead(RELEASE_BRANCH)).toEqual([expect.stringContaining("chore: release 2 packages")]);
});

test("week 1, Friday: it is merged, and all of it arrives", async () => {
  expect((await team.release()).last).toMatchObject({ action: "published" });
  expect(await team.install({ "@acme/http": "latest" })).toEqual(["@acme/codec@1.3.0", "@acme/http@1.3.0"]);
  expect(await team.tags()).toEqual(expect.arrayContaining(["@acme/codec@1.3.0", "@acme/http@1.3.0"]));
});

test("week 2: app goes through prereleases of its own while codec is released, and then is final", async () => {
  await team.configure({ versions: { lanes: { next: ["@acme/app"] } } });
  await team.change("main", ["major", "@acme/app"], "A new app.");
  await team.change("main", ["patch", "@acme/codec"], "Mended.");
  expect((await team.release()).last).toMatchObject({ action: "published" });
  expect(await team.distTags("@acme/app")).toMatchObject({ latest: "1.2.0", next: "2.0.0-next.0" });
  expect(await team.distTags("@acme/codec")).toMatchObject({ latest: "1.3.1" });
  await team.configure({});
  expect((await team.release()).last).toMatchObject({ action: "published" });
  expect(await team.distTags("@acme/app")).toMatchObject({ latest: "2.0.0" });
});

test("week 3, Monday: a hotfix of an older line goes out under its own dist-tag, and latest stays", async () => {
  await team.change("main", ["major", "@acme/codec"], "Another format.");
  await team.release();
  expect(await team.distTags("@acme/codec")).toMatchObject({ latest: "2.0.0" });
  await team.work("release-1.x", {
    message: "fix: overflow",
    files: readme("codec", "No overflow."),
    from: "@acme/codec@1.3.1^{commit}",
  });
  await team.change("release-1.x", ["patch", "@acme/codec"], "No overflow.");
  const run = await team.ci("release-1.x", "release", "--tag", "release-1.x");
  expect(run).toMatchObject({ exitCode: 0, last: { outcome: "done", tags: ["@acme/codec@1.3.2"] } });
  expect(await team.distTags("@acme/codec")).toMatchObject({ latest: "2.0.0", "release-1.x": "1.3.2" });
});

test("week 3, Thursday: a release that the registry refuses half of is held, and another runner carries it on", async () => {
  await team.configure({ onFailure: "hold" });
  await team.change("main", ["patch", "@acme/http"], "Mended.");
  const match = { operation: "CopyPackageVersions", package: "@acme/http" };
  await team.pushToMain();
  await team.merge(RELEASE_BRANCH);
  await team.rig.faults([{ match, times: 1_000, do: "status:400" }]);
  expect((await team.pushToMain()).exitCode).toBe(3);
  expect((await team.pushToMain()).exitCode).toBe(2);
  await team.rig.faults([]);
  const told = (await team.ci("main", "status")).last;
  const resumed = await team.ci("main", "resume");
  expect(resumed).toMatchObject({ exitCode: 0, last: { outcome: "done" } });
  const id = String(resumed.last?.["id"]);
  expect(told).toHaveProperty("releases.0", expect.objectContaining({ id, next: `convoy resume ${id}` }));
  expect(await team.pushToMain()).toMatchObject({ exitCode: 0, last: { action: "nothing-to-do" } });
});
