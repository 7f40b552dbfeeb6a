import { expect, test } from "@jest/globals";
import { addChangeset, git, snapshotOf, useTempFolders } from "@convoy/testkit";
import { BRANCH, hostedWorld, onHost } from "./pr.fixture.ts";

useTempFolders();

test("changesets become one branch with one signed commit and one pull request; the clone stays as it is", async () => {
  const world = await hostedWorld();
  const before = await snapshotOf(world.workspace);
  const { exitCode, json, stderr } = await world.run("pr", "--json");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const commit = await onHost(world, "rev-parse", BRANCH);
  expect(json()).toEqual([
    {
      format: 1,
      action: "created",
      pullRequest: { number: 1, url: "https://github.com/acme/shop/pull/1", title: "Release 2 packages" },
      branch: BRANCH,
      commit,
      releases: [
        { name: "@acme/codec", from: "1.0.0", to: "1.1.0" },
        { name: "@acme/http", from: "1.0.0", to: "1.0.1" },
      ],
    },
  ]);
  const after = await snapshotOf(world.workspace);
  expect(after).toEqual({
    ...before,
    remoteRefs: { ...before.remoteRefs, [`refs/heads/${BRANCH}`]: commit },
  });
  expect(await onHost(world, "diff-tree", "-r", "--name-status", "main", BRANCH)).toMatchInlineSnapshot(`
"D	.changeset/brave-cats-jump.md
A	packages/codec/CHANGELOG.md
M	packages/codec/package.json
A	packages/http/CHANGELOG.md
M	packages/http/package.json"
`);
  expect(await onHost(world, "show", "--no-patch", "--format=%B", BRANCH)).toMatchInlineSnapshot(`
"chore: release 2 packages

@acme/codec 1.0.0 → 1.1.0
@acme/http 1.0.0 → 1.0.1
"
`);
  const [pullRequest] = world.github.pullRequests;
  expect(pullRequest?.body.replaceAll(/[0-9a-f]{40}/g, "<commit>").replaceAll(/\b[0-9a-f]{7}:/g, "<short>:"))
    .toMatchInlineSnapshot(`
"<!-- convoy:release head=<commit> from=<commit> title=d5522b36c5c7 -->
Merge this pull request to release: 2 packages to publish. Longest chain of dependencies: 2. About 6 registry requests.

Convoy makes this branch anew from the changesets whenever its base moves. Commits that are put on it by hand are
gone then; what you write into this text above or below stays.

| Package | From | To | Bump | Because |
| --- | --- | --- | --- | --- |
| \`@acme/codec\` | \`1.0.0\` | \`1.1.0\` | minor | brave-cats-jump |
| \`@acme/http\` | \`1.0.0\` | \`1.0.1\` | patch | brave-cats-jump |

<details><summary>What depends on what</summary>

\`\`\`mermaid
flowchart LR
  n0["@acme/codec 1.1.0"]
  n1["@acme/http 1.0.1"]
  n1 --> n0
\`\`\`

</details>

### Changelogs

<details><summary>&#64;acme/codec 1.1.0</summary>

### Minor Changes

- <short>: Change 1.

</details>

<details><summary>&#64;acme/http 1.0.1</summary>

### Patch Changes

- <short>: Change 1.
- Updated dependencies \\[869ffc2]
  - @​acme/codec@​1.1.0

</details>
<!-- /convoy:release -->"
`);
});

test("a changeset that is not committed is refused with what to do, and nothing is left of the attempt", async () => {
  const world = await hostedWorld();
  await addChangeset(world.workspace, { id: "new", releases: { "@acme/http": "major" } });
  const { exitCode, stderr } = await world.run("pr");
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^PLAN_STALE: [^]*commit them, or put them aside/);
  expect(world.github.asked).toEqual([]);
  expect(await git(world.workspace.root, ["worktree", "list"])).not.toContain("\n");
});
