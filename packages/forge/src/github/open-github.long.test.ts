import { expect, test } from "@jest/globals";
import { buildWorkspace, git, packagesOf, startGithub, useTempFolders } from "@convoy/testkit";
import { forgeOn } from "../forge.fixture.ts";

useTempFolders();

test("a commit of a thousand files is five trees, and whole", async () => {
  const { origin } = await buildWorkspace({ packages: packagesOf("codec") });
  const github = await startGithub({ origin });
  const forge = await forgeOn(github);
  const parent = await git(origin, ["rev-parse", "main"]);
  const files = Array.from({ length: 1_000 }, (_, index) => ({
    path: `many/package-${index}/CHANGELOG.md`,
    mode: "100644",
    isNew: true,
    text: `# ${index}\n`.repeat(50),
  }));
  const commit = { branch: "b", expected: null, parent, message: "m", files };
  expect(await forge.commitOnto(commit)).toMatchObject({ kind: "written" });
  expect(github.asked.filter((name) => name.endsWith("/git/trees"))).toHaveLength(5);
  const changed = (await git(origin, ["diff-tree", "-r", "--name-only", "main", "b"])).split("\n");
  expect(changed.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
});

test("a write that a limit of the host refuses is made when the host says so", async () => {
  const { origin } = await buildWorkspace({ packages: packagesOf("codec") });
  const github = await startGithub({ origin });
  const forge = await forgeOn(github);
  const limited = { left: 1 };
  github.around = async (_operation, proceed) => {
    if (limited.left === 0) return proceed();
    limited.left -= 1;
    return new Response('{"message":"You have exceeded a secondary rate limit."}', {
      status: 403,
      headers: { "content-type": "application/json", "retry-after": "1" },
    });
  };
  await forge.comment(7, "Hello.");
  expect(github.comments).toHaveLength(1);
});
